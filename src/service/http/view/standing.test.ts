import { expect, test } from 'vitest'
import { aScenario } from '../../../cli/scenario.builder.ts'
import type { RunSummary } from '../../../sinks/history/history.ts'
import type { Scheduled } from '../../service.ts'
import { stateOf } from './overview.ts'
import { type ScenarioStanding, standingOf } from './standing.ts'

const minute = 60_000
const now = Date.parse('2026-11-22T03:12:00Z')

function scheduled(over: Partial<Scheduled> = {}): Scheduled {
  const scenario = aScenario({ id: 'golden-path' })
  return { scenario, cron: '* * * * *', timeZone: 'UTC', nextWallMs: now + minute, runId: null, ...over }
}

function run(verdict: RunSummary['verdict'], minutesAgo: number, over: Partial<RunSummary> = {}): RunSummary {
  const startedWallMs = now - minutesAgo * minute
  return {
    runId: `run-${minutesAgo}`,
    scenario: 'golden-path',
    purpose: 'watch',
    seed: 's',
    startedWallMs,
    endedWallMs: verdict === 'unfinished' ? null : startedWallMs + 1_000,
    durationMs: 1_000,
    verdict,
    reason: 'Because.',
    phase: null,
    domain: null,
    code: null,
    closes1011: 0,
    timings: { signInMs: 10, upgradeMs: 20, welcomeMs: 30, firstEventMs: 40, answerMs: 1_000 },
    hasEvidence: true,
    incidentId: null,
    ...over,
  }
}

const standing = (runs: readonly RunSummary[], over: Partial<Scheduled> = {}, isFull = false) =>
  standingOf(
    scheduled(over),
    { latest: runs, day: runs.map((each) => ({ ...each, runs: 1 })) },
    { nowWallMs: now, isFull },
  )

test('since when is the start of the first of equal verdicts in a row', () => {
  const some = standing([run('fail', 1), run('fail', 2), run('pass', 3), run('fail', 4)])
  expect(some).toMatchObject({ verdict: 'fail', sinceWallMs: now - 2 * minute, sinceAtLeast: false })
})

test('when all that is known says the same, it is since then at least', () => {
  expect(standing([run('pass', 1), run('pass', 2)], {}, true)).toMatchObject({
    sinceWallMs: now - 2 * minute,
    sinceAtLeast: true,
  })
  expect(standing([run('pass', 1)])).toMatchObject({ sinceAtLeast: false })
})

test('without a run there is no verdict', () => {
  expect(standing([])).toMatchObject({ verdict: 'none', sinceWallMs: null, isStale: false, successRate: null })
})

test('a run that goes on does not hide the verdict before it; one that died does', () => {
  const runs = [run('unfinished', 0), run('pass', 1)]
  expect(standing(runs, { runId: 'run-0' }).verdict).toBe('pass')
  expect(standing(runs).verdict).toBe('unfinished')
})

test('what says nothing about the target counts neither as success nor as failure', () => {
  const runs = [run('error', 1), run('inconclusive', 2), run('degraded', 3), run('pass', 4), run('fail', 5)]
  expect(standing(runs)).toMatchObject({ dayRuns: 5, successRate: 2 / 3 })
})

test('a verdict is stale when three ticks have passed without another', () => {
  expect(standing([run('pass', 2)]).isStale).toBe(false)
  expect(standing([run('pass', 5)]).isStale).toBe(true)
  expect(standing([run('pass', 5)], { runId: 'now' }).isStale).toBe(false)
  expect(standing([run('pass', 5)], { cron: null }).isStale).toBe(false)
  expect(standing([run('pass', 5)], { cron: '0 * * * *' }).isStale).toBe(false)
})

test('latency is that of the answer, or of what came last where there is no answer', () => {
  const noAnswer = { timings: { signInMs: 10, upgradeMs: 20, welcomeMs: 30, firstEventMs: null, answerMs: null } }
  expect(standing([run('pass', 1), run('pass', 2)]).latency).toEqual({ measure: 'answer', p50Ms: 1_000, p95Ms: 1_000 })
  expect(standing([run('pass', 1, noAnswer)]).latency).toMatchObject({ measure: 'welcome', p50Ms: 30 })
})

function stand(over: Partial<ScenarioStanding>): ScenarioStanding {
  return { ...standing([run('pass', 1)]), isCore: false, ...over }
}
const core = (over: Partial<ScenarioStanding> = {}) => stand({ isCore: true, ...over })

test.each([
  ['every core scenario holds', [core(), stand({ verdict: 'none' })], 'open'],
  ['a core scenario fails', [core(), core({ verdict: 'fail' })], 'closed'],
  ['something leaks anywhere', [core(), stand({ verdict: 'fail', domain: 'isolation' })], 'closed'],
  ['another scenario fails', [core(), stand({ verdict: 'fail' })], 'impaired'],
  ['something warns', [core(), stand({ verdict: 'degraded' })], 'degraded'],
  ['no core scenario has run', [core({ verdict: 'none' }), stand({})], 'unknown'],
  ['the core says nothing', [core({ verdict: 'error' }), core({ verdict: 'inconclusive' })], 'unknown'],
  ['what the core says is old', [core({ isStale: true })], 'unknown'],
  ['a failure is old', [core({ isStale: true, verdict: 'fail' })], 'unknown'],
  ['no scenario is tagged as core, and one fails', [stand({}), stand({ verdict: 'fail' })], 'closed'],
  ['there is no scenario', [], 'unknown'],
])('when %s, the path is %s', (_when, scenarios, state) => {
  expect(stateOf(scenarios).state).toBe(state)
})

test('of what fails, the lowest rung explains the rest, but a leak comes before everything', () => {
  const low = core({ verdict: 'fail', phase: 'auth', domain: 'auth', scenario: 'low' })
  const high = core({ verdict: 'fail', phase: 'answer', domain: 'llm', scenario: 'high' })
  const leak = core({ verdict: 'fail', phase: 'isolation', domain: 'isolation', scenario: 'leak' })
  expect(stateOf([high, low]).worst?.scenario).toBe('low')
  expect(stateOf([high, low, leak]).worst?.scenario).toBe('leak')
})

test('of equal failures the first one explains the rest', () => {
  const late = core({ verdict: 'fail', phase: 'auth', scenario: 'late', sinceWallMs: 2 })
  const early = core({ verdict: 'fail', phase: 'auth', scenario: 'early', sinceWallMs: 1 })
  expect(stateOf([late, early]).worst?.scenario).toBe('early')
})
