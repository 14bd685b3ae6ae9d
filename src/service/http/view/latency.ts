import type { RunSummary } from '../../../sinks/history/history.ts'
import { quantile } from './quantile.ts'

/** What can be measured of a run, in the order in which it happens. */
export const measures = [
  ['sign-in', 'signInMs'],
  ['upgrade', 'upgradeMs'],
  ['welcome', 'welcomeMs'],
  ['first event', 'firstEventMs'],
  ['answer', 'answerMs'],
] as const

/** How long runs took, one place for each run, oldest first. */
export type Latency = {
  readonly runIds: readonly string[]
  readonly startedWallMs: readonly number[]
  readonly series: readonly { readonly measure: string; readonly values: readonly (number | null)[] }[]
}

/** The times of some runs, newest first as the history gives them, as series for a chart. */
export function latencyOf(runs: readonly RunSummary[]): Latency {
  const ended = runs.filter(({ endedWallMs }) => endedWallMs !== null).toReversed()
  return {
    runIds: ended.map(({ runId }) => runId),
    startedWallMs: ended.map(({ startedWallMs }) => startedWallMs),
    series: measures.map(([measure, key]) => ({ measure, values: ended.map(({ timings }) => timings[key]) })),
  }
}

/** One row of percentiles, of the runs in which the thing came. */
export type Percentiles = {
  readonly measure: string
  readonly count: number
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  readonly maxMs: number | null
}

/** Percentiles of every series. */
export function percentilesOf({ series }: Latency): Percentiles[] {
  return series.map(({ measure, values }) => {
    const came = values.filter((value) => value !== null)
    return {
      measure,
      count: came.length,
      p50Ms: quantile(came, 0.5),
      p95Ms: quantile(came, 0.95),
      maxMs: quantile(came, 1),
    }
  })
}
