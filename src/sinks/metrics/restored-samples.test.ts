import { expect, test } from 'vitest'
import type { RunQuery, RunSummary } from '../history/history.ts'
import { metricsSink, readSeries } from './metrics.builder.ts'

/** A run of an earlier process. */
function remembered(
  verdict: RunSummary['verdict'],
  endedWallMs: number | null,
  given: Partial<RunSummary> = {},
): RunSummary {
  return {
    runId: `run-${endedWallMs}`,
    scenario: 'alpha',
    purpose: 'watch',
    seed: 'seed',
    startedWallMs: 1,
    endedWallMs,
    durationMs: 5,
    verdict,
    reason: '',
    phase: null,
    domain: null,
    code: null,
    closes1011: 0,
    timings: { signInMs: null, upgradeMs: null, welcomeMs: null, firstEventMs: null, answerMs: null },
    hasEvidence: false,
    incidentId: null,
    ...given,
  }
}

/** What `/metrics` shows after a restart that remembers these runs, the newest last. */
async function restored(...runs: RunSummary[]): Promise<string> {
  const sink = metricsSink()
  const matches =
    ({ scenario, purpose, verdict }: RunQuery) =>
    (run: RunSummary) =>
      run.scenario === scenario && run.purpose === purpose && (verdict === undefined || run.verdict === verdict)
  sink.restore({ runs: (query) => runs.filter(matches(query)).toReversed().slice(0, query.limit) })
  return sink.text()
}

const last = 'golden_path_last_run_timestamp_seconds{scenario="alpha"}'
const success = 'golden_path_last_success_timestamp_seconds{scenario="alpha"}'
const verdict = (name: string) => `golden_path_last_verdict{scenario="alpha",verdict="${name}"}`

test('the last verdict and the last success come back after a restart, and nothing is counted', async () => {
  const text = await restored(remembered('pass', 1_000), remembered('degraded', 2_000), remembered('fail', 3_000))
  expect(readSeries(text, last)).toBe(3)
  expect(readSeries(text, success)).toBe(2)
  expect(readSeries(text, verdict('fail'))).toBe(1)
  expect(readSeries(text, verdict('degraded'))).toBe(0)
  expect(readSeries(text, 'golden_path_runs_total{scenario="alpha",verdict="fail"}')).toBe(0)
})

test('a run that never ended is not the last one', async () => {
  const text = await restored(remembered('pass', 1_000), remembered('unfinished', null))
  expect(readSeries(text, last)).toBe(1)
  expect(readSeries(text, verdict('pass'))).toBe(1)
})

test('runs by hand and runs of scenarios that are no more do not count', async () => {
  const byHand = remembered('pass', 1_000, { purpose: 'manual' })
  const gone = remembered('pass', 1_000, { scenario: 'gone' })
  expect(await restored(byHand, gone)).toBe(await restored())
})
