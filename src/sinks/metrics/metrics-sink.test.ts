import { expect, test } from 'vitest'
import { countSeries, finishedRun, idle, metricsSink, readSeries, scenario, target } from './metrics.builder.ts'
import { type Sample, sample } from './sample.ts'
import { limits } from './series-book.ts'

const count = (verdict: 'pass' | 'fail') => sample('golden_path_runs_total', { scenario: 'alpha', verdict })

test('what can be known stands at 0 before anything was measured', async () => {
  const sink = metricsSink()
  const text = await sink.text()
  expect(readSeries(text, 'golden_path_runs_total{scenario="alpha",verdict="fail"}')).toBe(0)
  expect(readSeries(text, 'golden_path_run_failures_total{scenario="beta",phase="events",domain="agent"}')).toBe(0)
  expect(readSeries(text, 'golden_path_findings_total{code="agent-death-silent",severity="fail"}')).toBe(0)
  expect(readSeries(text, 'golden_path_run_duration_seconds_count{scenario="alpha"}')).toBe(0)
  expect(readSeries(text, 'golden_path_certificate_expiry_timestamp_seconds{role="api"}')).toBeNull()
})

test('the target, the limits in force and the monitor itself are told from the start', async () => {
  const text = await metricsSink().text()
  const node = `node="${process.version}"`
  expect(text).toMatch(new RegExp(`golden_path_build_info\\{version="[^"]+",${node}\\} 1`))
  expect(readSeries(text, 'golden_path_target_info{target="staging",kind="remote",policy="observed"}')).toBe(1)
  expect(readSeries(text, 'golden_path_threshold_seconds{measure="first_event",level="fail"}')).toBe(20)
  expect(readSeries(text, 'golden_path_threshold_seconds{measure="sign_in",level="warn"}')).toBe(1)
})

test('only runs that watch count', async () => {
  const sink = metricsSink({ measure: () => [count('fail')] })
  for (const purpose of ['manual', 'gate', 'drill', 'probe'] as const) sink.finished(finishedRun({ purpose }))
  const series = 'golden_path_runs_total{scenario="alpha",verdict="fail"}'
  expect(readSeries(await sink.text(), series)).toBe(0)
  sink.finished(finishedRun())
  expect(readSeries(await sink.text(), series)).toBe(1)
})

test('both formats say the same again and again, and only OpenMetrics names the run', async () => {
  const seconds = sample('golden_path_run_duration_seconds', { scenario: 'alpha' }, 7)
  const sink = metricsSink({ measure: () => [count('pass'), seconds] })
  sink.finished(finishedRun())
  for (const _ of [1, 2]) {
    const text = await sink.text()
    const open = await sink.openMetrics()
    expect(readSeries(text, 'golden_path_runs_total{scenario="alpha",verdict="pass"}')).toBe(1)
    expect(readSeries(open, 'golden_path_runs_total{scenario="alpha",verdict="pass"}')).toBe(1)
    expect(text).not.toContain('run_id')
    expect(text).not.toContain('# EOF')
    expect(open).toMatch(/runs_total\{scenario="alpha",verdict="pass"\} 1 # \{run_id="20261122T150901-1f3a9c02"\} 1$/m)
    expect(open).toMatch(/run_duration_seconds_bucket\{scenario="alpha",le="10"\} 1 # \{run_id="[^"]+"\} 7$/m)
    expect(open.endsWith('# EOF\n')).toBe(true)
    expect(countSeries(open)).toBe(countSeries(text))
  }
  expect(sink.contentTypes.text).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(sink.contentTypes.openMetrics).toMatch(/^application\/openmetrics-text; version=1\.0\.0/)
})

test('a run id of any length is no reason to lose a measurement', async () => {
  const sink = metricsSink({ measure: () => [count('pass')] })
  sink.finished(finishedRun({ runId: 'x'.repeat(1_000) }))
  expect(await sink.openMetrics()).toContain(`run_id="${'x'.repeat(100)}"`)
})

test('the series of a scenario that was removed go, those of a new one come, the others stay', async () => {
  const sink = metricsSink({ measure: () => [count('pass')] })
  sink.finished(finishedRun())
  const size = sink.size
  const reload = (...ids: string[]) =>
    sink.event({
      kind: 'reloaded',
      wallMs: 5_000,
      isGood: true,
      reason: '',
      scenarios: ids.map((id) => scenario(id)),
      target,
    })
  reload('alpha', 'gamma')
  const text = await sink.text()
  expect(text).not.toContain('beta')
  expect(await sink.openMetrics()).not.toContain('beta')
  expect(readSeries(text, 'golden_path_runs_total{scenario="alpha",verdict="pass"}')).toBe(1)
  expect(readSeries(text, 'golden_path_runs_total{scenario="gamma",verdict="pass"}')).toBe(0)
  expect(readSeries(text, 'golden_path_scenarios_loaded')).toBe(2)
  expect(sink.size).toBe(size)
  reload('alpha')
  expect(await sink.text()).not.toContain('gamma')
  expect(countSeries(await sink.text())).toBe(sink.size)
})

test('a run of a removed scenario that ends late brings nothing back', async () => {
  const problems: string[] = []
  const sink = metricsSink({ measure: () => [count('pass')], onProblem: (problem) => problems.push(problem) })
  sink.event({ kind: 'reloaded', wallMs: 1, isGood: true, reason: '', scenarios: [scenario('beta')], target })
  sink.finished(finishedRun())
  expect(await sink.text()).not.toContain('alpha')
  expect(problems).toEqual([])
})

test('another target after a reload is the only one that is told, with its limits', async () => {
  const sink = metricsSink()
  const { thresholds } = target
  const other = { ...target, name: 'canary', thresholds: { ...thresholds, answer: { warnMs: 1_000, failMs: 2_000 } } }
  sink.event({ kind: 'reloaded', wallMs: 1, isGood: true, reason: '', scenarios: [], target: other })
  const text = await sink.text()
  expect(text.match(/^golden_path_target_info\{.*/gm)).toEqual([expect.stringContaining('target="canary"')])
  expect(readSeries(text, 'golden_path_threshold_seconds{measure="answer",level="fail"}')).toBe(2)
})

test('no more series than allowed, however many scenarios there are, and what fits goes on', async () => {
  const problems: string[] = []
  const many = Array.from({ length: 400 }, (_, index) => scenario(`number-${index}`))
  const samples = many.flatMap(({ id }) => [
    sample('golden_path_runs_total', { scenario: id, verdict: 'pass' }),
    sample('golden_path_run_duration_seconds', { scenario: id }, 3),
    sample('golden_path_phase_duration_seconds', { scenario: id, phase: 'auth' }, 3),
  ])
  const sink = metricsSink({ scenarios: many, measure: () => samples, onProblem: (problem) => problems.push(problem) })
  expect(sink.size).toBeLessThanOrEqual(limits.atStart)
  expect(countSeries(await sink.text())).toBe(sink.size)
  for (const _ of [1, 2]) sink.finished(finishedRun())
  expect(sink.size).toBeLessThanOrEqual(limits.ever)
  expect(countSeries(await sink.text())).toBe(sink.size)
  expect(readSeries(await sink.text(), 'golden_path_runs_total{scenario="number-0",verdict="pass"}')).toBe(2)
  expect(problems).toEqual(['There may be no more than 9950 series.'])
})

test.each<[string, Sample]>([
  ['a value that the label does not have', { ...count('pass'), labels: { scenario: 'alpha', verdict: 'splendid' } }],
  ['a label too many', { ...count('pass'), labels: { scenario: 'alpha', verdict: 'pass', user: 'user-1' } }],
  ['a label too few', { ...count('pass'), labels: { scenario: 'alpha' } }],
  ['a counter that shrinks', { ...count('pass'), value: -1 }],
  ['a time that is none', sample('golden_path_event_silence_seconds', {}, Number.NaN)],
  ['a time below 0', sample('golden_path_event_silence_seconds', {}, -0.1)],
])('%s is told once and counted nowhere', async (_name, wrong) => {
  const problems: string[] = []
  const sink = metricsSink({ measure: () => [wrong, count('fail')], onProblem: (problem) => problems.push(problem) })
  const before = sink.size
  for (const _ of [1, 2]) sink.finished(finishedRun())
  const text = await sink.text()
  expect(problems).toEqual([`${wrong.metric} was given what it does not take.`])
  expect(sink.size).toBe(before)
  expect(readSeries(text, 'golden_path_runs_total{scenario="alpha",verdict="fail"}')).toBe(2)
  expect(readSeries(text, 'golden_path_event_silence_seconds_count')).toBe(0)
})

test('a measure that throws loses its run and nothing else', async () => {
  const problems: string[] = []
  const measure = () => {
    throw new TypeError('own defect')
  }
  const sink = metricsSink({ measure, onProblem: (problem) => problems.push(problem) })
  expect(() => sink.finished(finishedRun())).not.toThrow()
  expect(problems).toEqual(['A run could not be measured: own defect'])
  expect(countSeries(await sink.text())).toBe(sink.size)
})

test('states are asked for at every scrape', async () => {
  let open = 3
  const live = {
    ...idle,
    openSockets: () => open,
    budgetUsedRatio: ({ budget }: typeof target) => 30 / budget.requestsPerMinute,
    isGuardFileUsable: () => open === 3,
    size: () => ({ historyBytes: 10, evidenceBytes: 20 }),
    browserProcesses: () => 1,
  }
  const sink = metricsSink({ live })
  const text = await sink.text()
  expect(readSeries(text, 'golden_path_ws_open_sockets')).toBe(3)
  expect(readSeries(text, 'golden_path_request_budget_used_ratio')).toBe(0.5)
  expect(readSeries(text, 'golden_path_data_bytes{kind="evidence"}')).toBe(20)
  expect(readSeries(text, 'golden_path_browser_processes')).toBe(1)
  expect(readSeries(text, 'golden_path_guard_file_usable')).toBe(1)
  open = 0
  expect(readSeries(await sink.text(), 'golden_path_guard_file_usable')).toBe(0)
  expect(readSeries(await sink.openMetrics(), 'golden_path_ws_open_sockets')).toBe(0)
})
