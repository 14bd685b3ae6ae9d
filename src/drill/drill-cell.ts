import type { Clock } from '../kernel/clock.ts'
import { messageOf } from '../kernel/message-of.ts'
import { type DrillRow, isRight } from '../model/drill.ts'
import type { Scenario } from '../model/scenario.ts'
import type { RunResult } from '../runner/run-scenario.ts'
import type { Cell } from './cell.ts'
import { classify, expectation } from './classify.ts'
import type { Lateness } from './lateness.ts'
import { ownTrouble } from './own-trouble.ts'
import { say, sayStrictly } from './say.ts'

/** What it takes to drill cells. */
export type DrillTools = {
  /** Real time. */
  readonly clock: Clock
  readonly lateness: Pick<Lateness, 'totalMs'>
  readonly signal: AbortSignal
  /** Runs a cell once. May throw: then the run says nothing. */
  readonly perform: (cell: Cell, scenario: Scenario, signal: AbortSignal) => Promise<RunResult>
  /** Keeps evidence and gives its file; null when nobody wants it. */
  readonly keep: (cell: Cell, result: RunResult) => Promise<string | null>
}

/** A run, and why it does not count; null when it does. A run that came out right always counts. */
export type Drilled = { readonly row: DrillRow; readonly trouble: string | null }

/** Runs one cell once and holds the result against what is true. Never throws. */
export async function drillCell(cell: Cell, scenario: Scenario | undefined, tools: DrillTools): Promise<Drilled> {
  const { clock, lateness, signal } = tools
  const startMs = clock.now()
  const lateBeforeMs = lateness.totalMs
  const tookMs = () => clock.now() - startMs
  const nothing = (reason: string): Drilled => {
    return { row: emptyRow(cell, { durationMs: tookMs(), reason, isStopped: signal.aborted }), trouble: null }
  }
  if (scenario === undefined) return nothing(`There is no scenario "${cell.scenario}".`)
  if (signal.aborted) return nothing('Interrupted before it began.')
  try {
    const result = await tools.perform(cell, scenario, signal)
    const pace = { tookMs: tookMs(), lateMs: lateness.totalMs - lateBeforeMs }
    const evidenceFile = await tools.keep(cell, result)
    const row = { ...filledRow(cell, result), durationMs: pace.tookMs, evidenceFile }
    return { row, trouble: isRight(row) ? null : ownTrouble(result.evidence, pace) }
  } catch (thrown) {
    return nothing(`The twin failed by itself: ${messageOf(thrown)}`)
  }
}

function filledRow(cell: Cell, { report, evidence }: RunResult) {
  const got = say({ ...report, evidence })
  return {
    ...plainRow(cell),
    got,
    strict: evidence === null ? unknown(got) : sayStrictly(evidence, got),
    outcome: classify(cell.subject, got),
    reason: report.reason,
    judges: report.judgements.filter(({ findings }) => findings.length > 0).map(({ judge }) => judge),
    domain: report.domain,
  }
}

/** The row of a run of which nothing can be said. */
export function emptyRow(
  cell: Cell,
  said: { readonly durationMs: number; readonly reason: string; readonly isStopped: boolean },
): DrillRow {
  const { durationMs, reason, isStopped } = said
  const verdict = isStopped ? 'cancelled' : 'error'
  const got = { verdict, headline: null, codes: [], isProven: true } satisfies DrillRow['got']
  const nobody = { judges: [], domain: null, evidenceFile: null }
  return { ...plainRow(cell), got, strict: unknown(got), outcome: verdict, reason, durationMs, ...nobody }
}

function unknown({ verdict }: DrillRow['got']): DrillRow['strict'] {
  return { policy: 'strict', verdict, sees: [] }
}

/** What is known of a row whatever came of it. */
function plainRow({ subject, scenario, dialect, round, seed, timeScale }: Cell) {
  return {
    kind: subject.kind,
    name: subject.name,
    scenario,
    dialect,
    round,
    hunted: subject.kind === 'fault' && subject.hunted,
    expected: expectation(subject),
    seed,
    timeScale,
    tries: 1,
    spoilt: [],
  }
}
