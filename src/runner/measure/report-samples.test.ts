import { expect, test } from 'vitest'
import { finishedRun } from '../../sinks/metrics/metrics.builder.ts'
import { counted, finish, measured, oneUser } from './measure.builder.ts'

const wholeRun = finish(oneUser((user) => user.whole()))

test('a run counts once, and sets the last verdict and its times', () => {
  expect(counted(wholeRun, 'golden_path_runs_total', 'scenario', 'verdict')).toEqual({ 'golden-path pass': 1 })
  const states = counted(wholeRun, 'golden_path_last_verdict', 'verdict')
  expect(states).toEqual({ pass: 1, degraded: 0, inconclusive: 0, cancelled: 0, error: 0, fail: 0 })
  const endedAt = Date.parse('2026-11-22T15:09:21.000Z') / 1_000
  expect(measured(wholeRun, 'golden_path_last_run_timestamp_seconds')).toEqual({ '': [endedAt] })
  expect(measured(wholeRun, 'golden_path_last_success_timestamp_seconds')).toEqual({ '': [endedAt] })
  expect(measured(wholeRun, 'golden_path_run_duration_seconds')).toEqual({ '': [20] })
})

test('the time of day of a run against a twin that lives faster is ours, its duration the twin’s', () => {
  const fast = finish(oneUser((user) => user.whole(), { timeScale: 20 }))
  const endedAt = Date.parse('2026-11-22T15:09:02.000Z') / 1_000
  expect(measured(fast, 'golden_path_last_run_timestamp_seconds')).toEqual({ '': [endedAt] })
  expect(measured(fast, 'golden_path_run_duration_seconds')).toEqual({ '': [20] })
})

test('a failure says rung and domain, and is no success', () => {
  const failed = finish(oneUser((user) => user.signIn().upgrade({ status: 500, body: 'Internal Server Error' })))
  expect(failed.report.verdict).toBe('fail')
  const { phase, domain } = failed.report
  expect(counted(failed, 'golden_path_run_failures_total', 'phase', 'domain')).toEqual({ [`${phase} ${domain}`]: 1 })
  expect(measured(failed, 'golden_path_last_success_timestamp_seconds')).toEqual({})
  const code = failed.report.findings[0]?.code
  expect(counted(failed, 'golden_path_findings_total', 'code', 'severity')).toMatchObject({ [`${code} fail`]: 1 })
})

test.each([
  [{ verdict: 'inconclusive', cause: 'back_off' }, 'golden_path_runs_inconclusive_total', 'back_off'],
  [{ verdict: 'inconclusive', cause: null }, 'golden_path_runs_inconclusive_total', 'unattributed'],
  [{ verdict: 'error', cause: 'loop_stalled' }, 'golden_path_run_errors_total', 'loop_stalled'],
  [{ verdict: 'error', cause: null }, 'golden_path_run_errors_total', 'internal'],
] as const)('%j is counted with its reason', (given, metric, reason) => {
  expect(counted(finishedRun(given), metric, 'reason')).toEqual({ [reason]: 1 })
  expect(counted(finishedRun(given), 'golden_path_run_failures_total', 'phase')).toEqual({})
})

test('a run that was cut short or never began has no duration', () => {
  const cut = finish(oneUser((user) => user.whole(), { ended: 'caller-deadline' }))
  expect(measured(cut, 'golden_path_run_duration_seconds')).toEqual({})
  expect(measured(finishedRun(), 'golden_path_run_duration_seconds')).toEqual({})
})
