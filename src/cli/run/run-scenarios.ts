import { createClock } from '../../kernel/clock.ts'
import { DeadlineExceeded } from '../../kernel/deadline.ts'
import type { RunReport } from '../../model/report.ts'
import { runScenario } from '../../runner/run-scenario.ts'
import type { RunFlags } from '../commands/run.ts'
import { prepareDelivery } from '../deliver.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { createProgress } from '../progress/create-progress.ts'
import { summarize } from '../summarize.ts'
import { type Terminal, wantsColor } from '../terminal.ts'
import { keepEvidence } from './keep-evidence.ts'
import { type Opened, openSource } from './open-source.ts'
import { makePlan, type Plan } from './plan.ts'

/**
 * The composition root of `run`: makes a plan, opens the target, runs every scenario as often as asked, reports. Gives
 * the exit code. Throws a UsageError for what a person can put right.
 */
export async function runScenarios(terminal: Terminal, names: readonly string[], flags: RunFlags): Promise<number> {
  const plan = await makePlan(terminal, names, flags)
  const deliver = await prepareDelivery(terminal, flags.reporter)
  using interrupts = listenForInterrupts(terminal.err)
  using limit = timeLimit(flags.timeout ?? null)
  const signal = AbortSignal.any([interrupts.signal, limit.signal])
  const opened = await openSource(plan.source)
  const runs = await runAll(terminal, plan, opened, { signal, purpose: flags.purpose })
  const closed = await close(terminal, opened)
  const report = summarize(runs, {
    targetKind: opened.target.kind,
    failOnDegraded: flags.failOnDegraded,
    interrupted: interrupts.signal.aborted,
    monitorFailed: !closed,
  })
  return deliver(report)
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

/** Also asks for the runs that an interrupt left no time for: they are reported as cancelled, not left out. */
async function runAll(
  terminal: Terminal,
  plan: Plan,
  opened: Opened,
  { signal, purpose }: { signal: AbortSignal; purpose: RunFlags['purpose'] },
): Promise<RunReport[]> {
  using progress = createProgress(terminal.err, wantsColor(terminal.err, terminal.variables))
  const { target, credentials, guard } = opened
  const { timeScale } = plan
  const reports: RunReport[] = []
  for (const { scenario, users } of plan.casts) {
    for (let round = 1; round <= plan.rounds; round++) {
      const seed = plan.rounds === 1 ? plan.seed : `${plan.seed}/${round}`
      const asked = {
        scenario,
        target,
        credentials,
        guard,
        timeScale,
        users,
        seed,
        purpose,
        signal,
        progress: progress.hear,
      }
      const { report, evidence } = await runScenario(asked, createClock())
      const evidenceFile = await keepEvidence(terminal, plan.evidenceFolder, evidence)
      reports.push({ ...report, evidenceFile })
    }
  }
  return reports
}

/** Aborts after so many real seconds; never when there is no limit. */
function timeLimit(seconds: number | null): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController()
  if (seconds === null) return { signal: controller.signal, [Symbol.dispose]: () => undefined }
  const ms = seconds * 1_000
  const timer = createClock().timer(ms, () => controller.abort(new DeadlineExceeded('the command (--timeout)', ms)))
  return { signal: controller.signal, [Symbol.dispose]: () => timer[Symbol.dispose]() }
}
