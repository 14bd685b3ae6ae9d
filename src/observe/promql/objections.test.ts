import { expect, test } from 'vitest'
import { objections } from './objections.ts'

const known = { scenarios: ['golden-path'], recordedLabels: { window: ['1h'] } }

test.each([
  'sum by (verdict) (increase(golden_path_runs_total{scenario="golden-path",verdict=~"pass|fail"}[5m]))',
  'histogram_quantile(0.9, sum by (le, event) (rate(golden_path_event_delay_seconds_bucket{event="agent_started"}[1h])))',
  'golden_path_last_verdict{instance="$instance",scenario=~"$scenario"}',
  'golden_path:conversations_bad:ratio{window="1h"} and process_resident_memory_bytes > 0',
])('nothing is wrong with %s', (expression) => {
  expect(objections(expression, known)).toEqual([])
})

test.each([
  ['golden_path_run_total', 'There is no metric golden_path_run_total.'],
  ['golden_path_runs_total_bucket', 'There is no metric golden_path_runs_total_bucket.'],
  ['golden_path:made_up:ratio', 'There is no metric golden_path:made_up:ratio.'],
  ['golden_path_runs_total{code="1011"}', 'golden_path_runs_total has no label code.'],
  ['golden_path_runs_total{verdict="failed"}', 'golden_path_runs_total never has verdict="failed".'],
  ['golden_path_runs_total{verdict!~"pass|ok"}', 'golden_path_runs_total never has verdict="ok".'],
  ['golden_path_runs_total{scenario="gone"}', 'golden_path_runs_total never has scenario="gone".'],
  ['sum by (phase) (golden_path_runs_total)', 'None of its metrics has a label phase.'],
])('%s is objected to', (expression, objection) => {
  expect(objections(expression, known)).toEqual([objection])
})
