import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { twin as twinDefaults } from '../src/config/built-in.ts'
import { openGuard } from '../src/guard/open-guard.ts'
import { createClock } from '../src/kernel/clock.ts'
import type { Scenario, Stage } from '../src/model/scenario.ts'
import type { Target } from '../src/model/target.ts'
import type { User } from '../src/model/user.ts'
import { createOpenCount } from '../src/probes/open-count.ts'
import { measureRun } from '../src/runner/measure/measure-run.ts'
import { runScenario } from '../src/runner/run-scenario.ts'
import { countSeries, metricsSink, readSeries } from '../src/sinks/metrics/metrics.builder.ts'
import type { MetricsSink } from '../src/sinks/metrics/metrics-sink.ts'
import { createProcessMetrics, type ProcessMetrics } from '../src/sinks/metrics/process-metrics.ts'
import { limits } from '../src/sinks/metrics/series-book.ts'
import { startTwin, type Twin } from '../src/twin/start-twin.ts'
import { MARK, startAdversary } from './adversary.builder.ts'
import { prometheusTool } from './prometheus-tool.ts'
import { aPlay } from './twin-run.builder.ts'

/** Quick, and still slow enough for a machine that others share. */
const TIME_SCALE = 5
const judges = ['monitor', 'platform', 'handshake', 'identity', 'sequence', 'answer', 'isolation', 'closes'] as const
const open = async (stage: Stage, user: User) => stage.connect(await stage.signIn(user), { once: true })
const together = aPlay(
  async (stage) => {
    await stage.platform()
    const chats = await stage.together(stage.users, (user) => open(stage, user))
    await stage.together(chats, (chat) => stage.converse(chat))
    await stage.together(chats, (chat) => stage.close(chat))
  },
  { judges },
)
const eachAlone = aPlay(
  (stage) => stage.together(stage.users, async (user) => stage.converse(await open(stage, user))).then(() => undefined),
  { judges },
)

/** Watches a target so many times and gives the sink that heard of it. */
async function watch(
  scenario: Scenario,
  twin: Twin,
  given: { ws?: string; users: number; runs: number; process?: ProcessMetrics },
) {
  const clock = createClock()
  const budget = { ...twinDefaults.budget, requestsPerMinute: 100_000, conversationsPerDay: 100_000 }
  const urls = { ...twin.urls, ws: given.ws ?? twin.urls.ws }
  const target: Target = { ...twinDefaults, budget, urls, name: 'twin', kind: 'embedded' }
  using guard = openGuard({ file: ':memory:', clock })
  const sockets = createOpenCount()
  const process = given.process === undefined ? {} : { process: given.process }
  const sink = metricsSink({ scenarios: [scenario], target, measure: measureRun, ...process })
  for (let run = 1; run <= given.runs; run += 1) {
    const credentials = { way: 'e2e', key: twin.simulationKey, emailDomain: 'staging.netrasystems.ai' } as const
    const { signal } = new AbortController()
    const common = { target, credentials, guard, sockets, timeScale: TIME_SCALE, purpose: 'watch', signal } as const
    const options = { ...common, scenario, users: given.users, seed: `${run}`, progress: () => undefined }
    sink.finished(await runScenario(options, clock))
  }
  return { sink, openSockets: sockets.open }
}

/** What promtool says of a scrape; empty: nothing to complain about. */
async function complaints(sink: MetricsSink): Promise<string> {
  const checked = spawnSync(prometheusTool('promtool'), ['check', 'metrics'], {
    input: await sink.text(),
    encoding: 'utf8',
  })
  return `${checked.stdout}${checked.stderr}`
}

test('a healthy target is told as one, and promtool has nothing to complain about', async () => {
  await using twin = await startTwin({ dialect: 'handshake', faults: [], seed: 'metrics', timeScale: TIME_SCALE })
  const { sink, openSockets } = await watch(together, twin, { users: 3, runs: 1, process: createProcessMetrics() })
  const text = await sink.text()
  const of = (series: string) => readSeries(text, `golden_path_${series}`)
  expect(of('runs_total{scenario="a-play",verdict="pass"}')).toBe(1)
  expect(of('conversations_total{scenario="a-play",outcome="good"}')).toBe(3)
  expect(of('answers_total{scenario="a-play",result="proven"}')).toBe(3)
  expect(of('event_checks_total{event="agent_thinking",result="ok"}')).toBe(3)
  expect(of('isolation_pairs_checked_total{scenario="a-play",proof="content"}')).toBe(6)
  expect(of('ws_upgrades_total{scenario="a-play",status="101"}')).toBe(3)
  expect(of('ws_closes_total{scenario="a-play",close_code="1000",initiator="client",phase="close"}')).toBe(3)
  expect(of('phase_duration_seconds_count{scenario="a-play",phase="answer"}')).toBe(3)
  expect(of('connect_duration_seconds_count{part="upgrade"}')).toBe(3)
  expect(of('clock_offset_seconds{role="api"}')).toBeLessThan(5)
  expect(await sink.openMetrics()).toMatch(/conversations_total\{[^}]*outcome="good"\} 3 # \{run_id="[^"]+"\}/)
  expect(openSockets).toBe(0)
  expect(await complaints(sink)).toBe('')
})

test('a target that never says the same thing twice makes no series of its own', async () => {
  await using twin = await startTwin({ dialect: 'handshake', faults: [], seed: 'metrics', timeScale: TIME_SCALE })
  await using adversary = await startAdversary('metrics')
  const { sink } = await watch(eachAlone, twin, { ws: adversary.ws, users: 5, runs: 30 })
  const text = await sink.text()
  expect(text).not.toContain(MARK)
  expect(await sink.openMetrics()).not.toContain(MARK)
  expect(countSeries(text)).toBe(sink.size)
  expect(sink.size).toBeLessThanOrEqual(limits.ever)
  const refused = 'golden_path_ws_upgrades_total{scenario="a-play",status="other"}'
  const ended = /^golden_path_ws_closes_total\{.*close_code="4xxx",initiator="server".*\} [1-9]/m
  expect(readSeries(text, refused)).toBeGreaterThan(10)
  expect(text).toMatch(ended)
  expect(text).toMatch(/ws_error_frames_total\{error_type="other"\} [1-9]/)
  expect(text).toMatch(/conversations_total\{scenario="a-play",outcome="bad"\} [1-9]/)
  expect(await complaints(sink)).toBe('')
})
