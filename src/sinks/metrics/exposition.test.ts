import { expect, test } from 'vitest'
import { createExposition } from './exposition.ts'
import { sample } from './sample.ts'

const fast = { part: 'dns' } as const

test('a histogram counts what it observes in every bucket that is large enough, and adds up', () => {
  const exposition = createExposition()
  for (const seconds of [0.005, 0.3, 11])
    exposition.apply(sample('golden_path_connect_duration_seconds', fast, seconds), null)
  const values = exposition
    .show('text')
    .split('\n')
    .flatMap((line) => /le="([^"]+)"\} (\d+)/.exec(line)?.slice(1).join(':') ?? [])
  expect(values).toEqual([
    '0.005:1',
    '0.01:1',
    '0.025:1',
    '0.05:1',
    '0.1:1',
    '0.25:1',
    '0.5:2',
    '1:2',
    '2.5:2',
    '5:2',
    '10:2',
    '+Inf:3',
  ])
  expect(exposition.show('text')).toContain('connect_duration_seconds_sum{part="dns"} 11.305')
  expect(exposition.show('text')).toContain('connect_duration_seconds_count{part="dns"} 3')
})

test('an example stands in the smallest bucket that it fits into, the latest one last', () => {
  const exposition = createExposition()
  const observe = (seconds: number, runId: string) =>
    exposition.apply(sample('golden_path_connect_duration_seconds', fast, seconds), runId)
  observe(0.3, 'one')
  observe(0.4, 'two')
  observe(99, 'three')
  const examples = exposition
    .show('openmetrics')
    .split('\n')
    .filter((line) => line.includes('run_id'))
  expect(examples).toEqual([
    'golden_path_connect_duration_seconds_bucket{part="dns",le="0.5"} 2 # {run_id="two"} 0.4',
    'golden_path_connect_duration_seconds_bucket{part="dns",le="+Inf"} 3 # {run_id="three"} 99',
  ])
})

test('OpenMetrics names the family of a counter without its ending, and gauges have no examples', () => {
  const exposition = createExposition()
  exposition.apply(sample('golden_path_run_errors_total', { reason: 'killed' }), 'one')
  exposition.apply(sample('golden_path_scenarios_loaded', {}, 7), 'one')
  expect(exposition.show('openmetrics')).toBe(
    [
      '# HELP golden_path_run_errors Runs that the monitor itself spoilt.',
      '# TYPE golden_path_run_errors counter',
      'golden_path_run_errors_total{reason="killed"} 1 # {run_id="one"} 1',
      '# HELP golden_path_scenarios_loaded Scenarios in force.',
      '# TYPE golden_path_scenarios_loaded gauge',
      'golden_path_scenarios_loaded 7',
      '# EOF',
      '',
    ].join('\n'),
  )
})

test('values of our own that need escapes get them', () => {
  const exposition = createExposition()
  const target = 'a "b"\\c\nd'
  exposition.apply(sample('golden_path_target_info', { target, kind: 'remote', policy: 'strict' }), null)
  expect(exposition.show('text')).toContain('{target="a \\"b\\"\\\\c\\nd",kind="remote",policy="strict"} 1')
  const errors = sample('golden_path_run_errors_total', { reason: 'killed' })
  exposition.apply(errors, '"}\n')
  expect(exposition.show('openmetrics')).toContain('# {run_id="\\"}\\n"} 1\n')
})

test('what was removed is gone, and begins at 0 when it comes again', () => {
  const exposition = createExposition()
  const errors = sample('golden_path_run_errors_total', { reason: 'killed' }, 5)
  exposition.apply(errors, null)
  exposition.remove(errors)
  expect(exposition.show('text')).toBe('')
  exposition.create(errors)
  expect(exposition.show('text')).toContain('run_errors_total{reason="killed"} 0')
})

test('to make a series that is there already changes nothing', () => {
  const exposition = createExposition()
  const errors = sample('golden_path_run_errors_total', { reason: 'killed' }, 5)
  exposition.apply(errors, null)
  exposition.create(errors)
  expect(exposition.show('text')).toContain('run_errors_total{reason="killed"} 5')
})
