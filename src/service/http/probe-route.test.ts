import { expect, test } from 'vitest'
import type { Scenario } from '../../model/scenario.ts'
import { readSeries } from '../../sinks/metrics/metrics.builder.ts'
import { byHand } from '../watched-twin.builder.ts'
import { openApp, TOKEN } from './app.builder.ts'

const ask = '/probe?scenario=golden-path'
const timeout = (seconds: number) => ({ 'X-Prometheus-Scrape-Timeout-Seconds': String(seconds) })

test('a probe runs its scenario and answers with the metrics of that run only', async () => {
  await using monitor = await openApp()
  const answer = await monitor.get(ask)
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const [run] = monitor.runs
  expect(run?.report).toMatchObject({ purpose: 'probe', scenario: 'golden-path' })
  expect(readSeries(text, `golden_path_runs_total{scenario="golden-path",verdict="${run?.report.verdict}"}`)).toBe(1)
  expect(readSeries(text, `golden_path_last_verdict{scenario="golden-path",verdict="${run?.report.verdict}"}`)).toBe(1)
  expect(readSeries(text, 'golden_path_ws_upgrades_total{scenario="golden-path",status="101"}')).toBe(1)
  expect(text).not.toContain('other-path')
  expect(text).not.toContain('golden_path_scenarios_loaded')
})

test('who asks for OpenMetrics gets it, with the id of the run', async () => {
  await using monitor = await openApp()
  const answer = await monitor.get(ask, { Accept: 'application/openmetrics-text; version=1.0.0,text/plain;q=0.5' })
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toMatch(/^application\/openmetrics-text/)
  expect(text).toContain(`# {run_id="${monitor.runs[0]?.report.runId}"} 1`)
  expect(text.endsWith('# EOF\n')).toBe(true)
})

test('two scrapers at once get the same one run', async () => {
  await using monitor = await openApp()
  const answers = await Promise.all([monitor.get(ask), monitor.get(ask, timeout(30))])
  const [one, other] = await Promise.all(answers.map((answer) => answer.text()))
  expect(one).toBe(other)
  expect(monitor.runs).toHaveLength(1)
  await monitor.get(ask)
  expect(monitor.runs).toHaveLength(2)
})

const slow = (run: Scenario['run']) => [byHand('slow-path', run)]
const patient = slow((stage) => stage.pause(3_600_000))
const series = (metric: string, label: string) => `golden_path_${metric}{scenario="slow-path",${label}}`
const slowly = '/probe?scenario=slow-path'

test('a run that its caller has no more time for is cut and inconclusive', async () => {
  await using monitor = await openApp({ more: patient })
  const text = await (await monitor.get(slowly, timeout(2))).text()
  expect(readSeries(text, series('runs_total', 'verdict="inconclusive"'))).toBe(1)
  expect(readSeries(text, series('runs_inconclusive_total', 'reason="caller_deadline"'))).toBe(1)
  expect(monitor.runs[0]?.report).toMatchObject({ verdict: 'inconclusive', cause: 'caller_deadline' })
})

test('who cannot wait for the end of a run that will not be cut is answered all the same', async () => {
  const hold = Promise.withResolvers<void>()
  await using monitor = await openApp({ more: slow(() => hold.promise) })
  const text = await (await monitor.get(slowly, timeout(0.2))).text()
  expect(monitor.runs).toEqual([])
  expect(readSeries(text, series('runs_inconclusive_total', 'reason="caller_deadline"'))).toBe(1)
  expect(readSeries(text, series('last_verdict', 'verdict="inconclusive"'))).toBe(1)
  hold.resolve()
  await monitor.until(() => monitor.runs.length === 1)
  expect(monitor.runs[0]?.report.cause).toBe('caller_deadline')
})

test('a scenario that is run for somebody else just now is not run twice: that is told as a skipped tick', async () => {
  await using monitor = await openApp({ more: patient })
  const stop = new AbortController()
  const other = monitor.service.start({ scenario: 'slow-path', purpose: 'manual', signal: stop.signal })
  const text = await (await monitor.get(slowly)).text()
  expect(readSeries(text, series('runs_skipped_total', 'reason="overlap"'))).toBe(1)
  stop.abort(new Error('enough'))
  await (other.kind === 'started' ? other.ended : null)
})

test.each([
  ['/probe', {}, 400, 'Which scenario is to be run?'],
  ['/probe?scenario=', {}, 400, 'golden-path, other-path'],
  ['/probe?scenario=golden-pat', {}, 404, 'golden-path'],
  [ask, timeout(-1), 400, 'X-Prometheus-Scrape-Timeout-Seconds'],
  [ask, { 'Sec-Fetch-Site': 'cross-site' }, 403, 'cross-site'],
  [ask, { Origin: 'https://evil.example' }, 403, 'evil.example'],
])('%s with %j is refused and starts nothing', async (path, headers, status, words) => {
  await using monitor = await openApp()
  const answer = await monitor.get(path, headers)
  expect(answer.status).toBe(status)
  expect(await answer.text()).toContain(words)
  expect(monitor.runs).toEqual([])
})

test('with a token a probe needs it, and beyond loopback without one there is no probe', async () => {
  await using guarded = await openApp({ token: TOKEN })
  expect((await guarded.get(ask)).status).toBe(401)
  expect((await guarded.get(ask, { Authorization: `Bearer ${TOKEN}` })).status).toBe(200)
  await using open = await openApp({ host: '0.0.0.0' })
  expect((await open.get(ask)).status).toBe(403)
  expect(open.runs).toEqual([])
})
