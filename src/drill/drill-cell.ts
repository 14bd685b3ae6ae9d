import type { Clock } from '../kernel/clock.ts'
import { messageOf } from '../kernel/message-of.ts'
import type { DrillRow } from '../model/drill.ts'
import type { Scenario } from '../model/scenario.ts'
import type { RunResult } from '../runner/run-scenario.ts'
import type { Cell } from './cell.ts'
import { classify, expectation } from './classify.ts'
import { ownTrouble } from './own-trouble.ts'
import { say, sayStrictly } from './say.ts'

/** What it takes to drill cells. */
export type DrillTools = {
  /** Real time. */
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Runs a cell once. May throw: then the run says nothing. */
  readonly perform: (cell: Cell, scenario: Scenario, signal: AbortSignal) => Promise<RunResult>
  /** Keeps evidence and gives its file; null when nobody wants it. */
  readonly keep: (cell: Cell, result: RunResult) => Promise<string | null>
}

/** A run that our own trouble spoilt is done again, this often in all. */
const MOST_TRIES = 3

type Try = { readonly cell: Cell; readonly tries: number; readonly spoilt: readonly string[]; readonly startMs: number }

/**
 * Drills one cell to a row. Runs that we spoilt ourselves are repeated at half the speed, where our own work weighs half
 * as much; they are counted and shown, and never taken for a catch. Never throws.
 */
export async function drillCell(cell: Cell, scenario: Scenario | undefined, tools: DrillTools): Promise<DrillRow> {
  const startMs = tools.clock.now()
  if (scenario === undefined) {
    return failed({ cell, tries: 0, spoilt: [], startMs }, tools, `There is no scenario "${cell.scenario}".`)
  }
  const spoilt: string[] = []
  for (let tries = 1; ; tries++) {
    const slower = { ...cell, timeScale: cell.timeScale / 2 ** (tries - 1) }
    const row = await tryOnce({ cell: slower, tries, spoilt, startMs }, scenario, tools)
    if (row.trouble === null || tries === MOST_TRIES) return row.row
    spoilt.push(row.trouble)
  }
}

async function tryOnce(
  attempt: Try,
  scenario: Scenario,
  tools: DrillTools,
): Promise<{ readonly row: DrillRow; readonly trouble: string | null }> {
  const { cell } = attempt
  if (tools.signal.aborted) return { row: failed(attempt, tools, 'Interrupted.'), trouble: null }
  try {
    const result = await tools.perform(cell, scenario, tools.signal)
    const { report, evidence } = result
    const got = say(report)
    const outcome = classify(cell.subject, got)
    const row: DrillRow = {
      ...frame(attempt, tools),
      got,
      strict: evidence === null ? unknown(got) : sayStrictly(evidence, got),
      outcome,
      reason: report.reason,
      judges: report.judgements.filter(({ state }) => state === 'broken').map(({ judge }) => judge),
      domain: report.domain,
      evidenceFile: await tools.keep(cell, result),
    }
    return { row, trouble: ownTrouble(evidence, outcome) }
  } catch (thrown) {
    return { row: failed(attempt, tools, `The twin failed by itself: ${messageOf(thrown)}`), trouble: null }
  }
}

function unknown({ verdict }: DrillRow['got']): DrillRow['strict'] {
  return { policy: 'strict', verdict, sees: [] }
}

/** The row of a run of which nothing can be said. */
function failed(attempt: Try, tools: DrillTools, reason: string): DrillRow {
  const verdict = tools.signal.aborted ? 'cancelled' : 'error'
  const got = { verdict, headline: null, codes: [] } satisfies DrillRow['got']
  return {
    ...frame(attempt, tools),
    got,
    strict: unknown(got),
    outcome: verdict,
    reason,
    judges: [],
    domain: null,
    evidenceFile: null,
  }
}

/** What is known of a row whatever came of it. */
function frame({ cell, tries, spoilt, startMs }: Try, { clock }: DrillTools) {
  const { subject, scenario, dialect, round, seed, timeScale } = cell
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
    tries,
    spoilt: [...spoilt],
    durationMs: clock.now() - startMs,
  }
}
