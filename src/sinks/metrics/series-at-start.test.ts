import { expect, test } from 'vitest'
import { loadScenarios, ownScenarios } from '../../config/load-scenarios.ts'
import { scenario } from './metrics.builder.ts'
import type { Series } from './sample.ts'
import { seriesAtStart } from './series-at-start.ts'
import { limits, linesOf } from './series-book.ts'

const of = (series: readonly Series[], metric: Series['metric']) =>
  series.filter((each) => each.metric === metric).map(({ labels }) => labels)

test('all of our own scenarios have room from the start', async () => {
  const series = seriesAtStart(await loadScenarios(ownScenarios))
  const lines = series.reduce((sum, { metric }) => sum + linesOf(metric), 0)
  expect(lines).toBeLessThanOrEqual(limits.atStart)
})

test('no series is made twice', async () => {
  const series = seriesAtStart(await loadScenarios(ownScenarios)).map((each) => JSON.stringify(each))
  expect(new Set(series).size).toBe(series.length)
})

test('a scenario that asks nothing has no conversations, one that is not judged for isolation no pairs', () => {
  const quiet = scenario('quiet', { promptsPerUser: 0, judges: ['monitor'] })
  const series = seriesAtStart([quiet])
  expect(of(series, 'golden_path_conversations_total')).toEqual([])
  expect(of(series, 'golden_path_answers_total')).toEqual([])
  expect(of(series, 'golden_path_isolation_pairs_checked_total')).toEqual([])
  expect(of(series, 'golden_path_race_attempts_total')).toEqual([])
  expect(of(series, 'golden_path_phase_duration_seconds').map(({ phase }) => phase)).toEqual([
    'platform',
    'auth',
    'handshake',
    'welcome',
    'close',
  ])
})

test('one that races has its attempts, and failures are declared by what a scenario hunts', () => {
  const racing = scenario('racing', { attempts: 3, hunts: ['agent-death-silent', 'agent-never-starts'] })
  const series = seriesAtStart([racing])
  expect(of(series, 'golden_path_race_attempts_total')).toEqual([{ scenario: 'racing' }])
  expect(of(series, 'golden_path_run_failures_total')).toEqual([
    { scenario: 'racing', phase: 'events', domain: 'agent' },
  ])
})

test('the closes that alerts look at stand at 0 in every phase', () => {
  const closes = of(seriesAtStart([scenario('alpha')]), 'golden_path_ws_closes_total')
  const kinds = new Set(closes.map(({ close_code: code, initiator }) => `${initiator} ${code}`))
  expect([...kinds]).toEqual(['server 1000', 'server 1011', 'none 1006', 'client 1000'])
  expect(closes).toHaveLength(16)
})
