import { beatMs, type Cadence } from '../cadence.ts'
import { timesGrown } from '../promql/count.ts'
import { duration } from '../promql/duration.ts'
import { recorded } from './names.ts'
import { recording, worst } from './recordings.ts'
import type { AlertSeverity, Recording } from './rule.ts'

/** What is promised: of a hundred conversations one may fail. */
export const ALLOWED_BAD = 0.01

/** A pair of windows over which the error budget must not burn faster than `factor` times its even pace. */
export type Burn = {
  readonly longMs: number
  readonly shortMs: number
  readonly factor: number
  readonly severity: AlertSeverity
}

/** Fewest runs of the main scenario in a long and in a short window: less would make one run the whole truth. */
const FEWEST = { long: 12, short: 3 } as const

/**
 * The windows of the SRE workbook for a budget of 30 days, as shares of the period, and never so short that they hold but
 * a run or two: the workbook's 5 minutes are one run of a canary.
 */
export function burnsOf(cadence: Cadence): readonly Burn[] {
  const { budgetPeriodMs } = cadence
  const beat = beatMs(cadence)
  const pair = (parts: number, shortParts: number, factor: number, severity: AlertSeverity): Burn => ({
    longMs: Math.max(budgetPeriodMs / parts, FEWEST.long * beat),
    shortMs: Math.max(budgetPeriodMs / shortParts, FEWEST.short * beat),
    factor,
    severity,
  })
  return [
    pair(720, 8_640, 14.4, 'page'),
    pair(120, 1_440, 6, 'page'),
    pair(30, 360, 3, 'ticket'),
    pair(10, 120, 1, 'ticket'),
  ]
}

/** What the alerts about the error budget look at; slow to compute, so they have a group of their own. */
export function budgetRecordings(cadence: Cadence): Recording[] {
  const burns = burnsOf(cadence)
  const windows = [...new Set(burns.flatMap(({ longMs, shortMs }) => [longMs, shortMs]))]
  return [
    ...windows.map((ms) => recording(recorded.badRatio, badRatio(duration(ms)), { window: duration(ms) })),
    ...burns.flatMap(({ longMs }) => failures(longMs)),
    ...budgetLeft(cadence),
  ]
}

function badRatio(range: string): string {
  return `${conversations('outcome="bad"', range)} / (${conversations('outcome=~"good|bad"', range)} > 0)`
}

function conversations(outcome: string, range: string): string {
  return `sum without (scenario, outcome) (increase(golden_path_conversations_total{${outcome}}[${range}]))`
}

function failures(windowMs: number): Recording[] {
  const failed = timesGrown('golden_path_runs_total{verdict="fail"}', windowMs)
  const labels = { window: duration(windowMs) }
  return [
    recording(recorded.failedRuns, `sum without (scenario, verdict) ${failed}`, labels),
    recording(recorded.worstRuns, worst('', windowMs, 'scenario, '), labels),
  ]
}

/** The period is tiled with steps, each recorded when it ends: adding up a month of samples would be too much at once. */
function budgetLeft({ budgetPeriodMs }: Cadence): Recording[] {
  const step = duration(budgetPeriodMs / 720)
  const tiles = `[${duration(budgetPeriodMs)}:${step}]`
  const spent = (outcome: string) =>
    `sum without (outcome) (sum_over_time(${recorded.budgetStep}{outcome=~"${outcome}"}${tiles}))`
  return [
    recording(
      recorded.budgetStep,
      `sum without (scenario) (increase(golden_path_conversations_total{outcome=~"good|bad"}[${step}]))`,
    ),
    recording(recorded.budgetLeft, `1 - ${spent('bad')} / (${spent('good|bad')} > 0) / ${ALLOWED_BAD}`),
  ]
}
