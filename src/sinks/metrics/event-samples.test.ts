import { expect, test } from 'vitest'
import type { MonitorEvent } from '../../model/monitor-event.ts'
import { everyEvent } from './events.builder.ts'
import { finishedRun, metricsSink, readSeries, scenario, target } from './metrics.builder.ts'
import { sample } from './sample.ts'

/** What `/metrics` shows after some events. */
function after(...events: MonitorEvent[]): Promise<string> {
  const sink = metricsSink()
  for (const event of events) sink.event(event)
  return sink.text()
}

test('every tick that did not run is counted with its reason', async () => {
  const skipped = { kind: 'run-skipped', wallMs: 1, scenario: 'alpha', detail: '' } as const
  const text = await after(
    { ...skipped, reason: 'overlap' },
    { ...skipped, reason: 'overlap' },
    { ...skipped, reason: 'llm_cap' },
  )
  expect(readSeries(text, 'golden_path_runs_skipped_total{scenario="alpha",reason="overlap"}')).toBe(2)
  expect(readSeries(text, 'golden_path_runs_skipped_total{scenario="alpha",reason="llm_cap"}')).toBe(1)
})

test('a late tick is observed in seconds, one that came early as on time', async () => {
  const late = { kind: 'tick-lagged', wallMs: 1, scenario: 'alpha' } as const
  const text = await after({ ...late, lagMs: 300 }, { ...late, lagMs: -4 })
  expect(readSeries(text, 'golden_path_schedule_lag_seconds_sum')).toBe(0.3)
  expect(readSeries(text, 'golden_path_schedule_lag_seconds_count')).toBe(2)
})

test('the next run is told, and 0 when none is planned', async () => {
  const text = await after({
    kind: 'scheduled',
    wallMs: 1,
    next: new Map([
      ['alpha', 60_000],
      ['beta', null],
    ]),
  })
  expect(readSeries(text, 'golden_path_next_run_timestamp_seconds{scenario="alpha"}')).toBe(60)
  expect(readSeries(text, 'golden_path_next_run_timestamp_seconds{scenario="beta"}')).toBe(0)
})

test('a broken edit shows, and the time of the last good reading stays', async () => {
  const reload = { kind: 'reloaded', scenarios: [scenario('alpha')], target, reason: '' } as const
  const text = await after({ ...reload, wallMs: 5_000, isGood: true }, { ...reload, wallMs: 9_000, isGood: false })
  expect(readSeries(text, 'golden_path_config_last_reload_successful')).toBe(0)
  expect(readSeries(text, 'golden_path_config_last_reload_success_timestamp_seconds')).toBe(5)
  expect(readSeries(text, 'golden_path_scenarios_loaded')).toBe(1)
})

test('revisions, drills, killed runs and writes to the history are told', async () => {
  const text = await after(...everyEvent('alpha'))
  expect(readSeries(text, 'golden_path_target_revision_changes_total{service="api"}')).toBe(1)
  expect(readSeries(text, 'golden_path_target_revision_changed_timestamp_seconds{service="api"}')).toBe(0.001)
  expect(readSeries(text, 'golden_path_drill_faults{result="caught"}')).toBe(1)
  expect(readSeries(text, 'golden_path_drill_last_run_timestamp_seconds')).toBe(0.001)
  expect(readSeries(text, 'golden_path_run_errors_total{reason="killed"}')).toBe(1)
  expect(readSeries(text, 'golden_path_history_writes_total{result="failed"}')).toBe(1)
})

test('only a killed run that watched is an error of the watch', async () => {
  const text = await after({ kind: 'run-killed', wallMs: 1, runId: 'run', scenario: 'alpha', purpose: 'manual' })
  expect(readSeries(text, 'golden_path_run_errors_total{reason="killed"}')).toBe(0)
})

test('the beginning of a run measures nothing', async () => {
  const begun = {
    kind: 'run-started',
    wallMs: 1,
    runId: 'run',
    scenario: 'alpha',
    purpose: 'watch',
    seed: 's',
  } as const
  expect(await after(begun)).toBe(await after())
})

test('events and runs add up in one series', async () => {
  const killed = sample('golden_path_run_errors_total', { reason: 'killed' })
  const sink = metricsSink({ measure: () => [killed] })
  sink.finished(finishedRun())
  sink.event({ kind: 'run-killed', wallMs: 1, runId: 'run', scenario: 'alpha', purpose: 'watch' })
  expect(readSeries(await sink.text(), 'golden_path_run_errors_total{reason="killed"}')).toBe(2)
})
