import { createClock } from '../../kernel/clock.ts'
import type { RunReport } from '../../model/report.ts'
import { createTokenShelf } from '../../probes/token-shelf.ts'
import { type RunResult, runScenario } from '../../runner/run-scenario.ts'
import { createProgress } from '../progress/create-progress.ts'
import { type Terminal, wantsColor } from '../terminal.ts'
import { keepEvidence } from './keep-evidence.ts'
import { type Opened, openSource } from './open-source.ts'
import type { Cast, Plan } from './plan.ts'

/** What came of a plan. */
export type Performed = {
  readonly runs: readonly RunReport[]
  /** Whether something of ours broke beside the runs: evidence or metrics were lost, or the twin failed by itself. */
  readonly monitorFailed: boolean
}

/** Opens the target, runs every scenario as often as asked, closes the target. What goes wrong beside is said on stderr. */
export async function performPlan(terminal: Terminal, plan: Plan, signal: AbortSignal): Promise<Performed> {
  const opened = await openSource(plan.source)
  const results = await runAll(terminal, plan, opened, signal)
  const pushed = await push(terminal, plan, opened, results)
  const closed = await close(terminal, opened)
  const lost = results.some(({ report, evidence }) => wanted(plan, evidence) && report.evidenceFile === null)
  return { runs: results.map(({ report }) => report), monitorFailed: lost || !pushed || !closed }
}

/** One-shots push only when told; the code for it is not loaded before. */
async function push(
  terminal: Terminal,
  { gateway }: Plan,
  { target }: Opened,
  runs: readonly RunResult[],
): Promise<boolean> {
  if (gateway === null) return true
  const { pushRuns } = await import('./push-runs.ts')
  return pushRuns(terminal, gateway, target, runs)
}

function wanted({ evidenceFolder }: Plan, evidence: RunResult['evidence']): boolean {
  return evidenceFolder !== null && evidence !== null
}

/** Also asks for the runs that an interrupt or the time limit left no time for: they are reported as cut, not left out. */
async function runAll(terminal: Terminal, plan: Plan, opened: Opened, signal: AbortSignal): Promise<RunResult[]> {
  using progress = createProgress(terminal.err, wantsColor(terminal.err, terminal.variables))
  const results: RunResult[] = []
  const shelf = createTokenShelf()
  for (const { scenario, users, options = {}, seed } of plan.casts.flatMap((cast) => rounds(cast, plan))) {
    const { purpose, timeScale, evidenceFolder } = plan
    const asked = {
      ...opened,
      scenario,
      users,
      options,
      shelf,
      seed,
      purpose,
      timeScale,
      signal,
      keepsArtifacts: evidenceFolder !== null,
      progress: progress.hear,
    }
    const result = await runScenario(asked, createClock())
    const evidenceFile = await keepEvidence(terminal, evidenceFolder, result)
    results.push({ ...result, artifacts: [], report: { ...result.report, evidenceFile } })
  }
  return results
}

/** Every round has a seed of its own, which repeats it alone. */
function rounds(cast: Cast, plan: Plan): (Cast & { readonly seed: string })[] {
  if (plan.rounds === 1) return [{ ...cast, seed: plan.seed }]
  return Array.from({ length: plan.rounds }, (_, index) => ({ ...cast, seed: `${plan.seed}/${index + 1}` }))
}

/** Gives whether all went well: a twin that failed by itself spoils what was seen of it. */
async function close({ err }: Terminal, opened: Opened): Promise<boolean> {
  try {
    await opened[Symbol.asyncDispose]()
    return true
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    err.write(`golden-path: the twin failed by itself, so the runs against it mean nothing.\n${what}\n`)
    return false
  }
}
