import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import { webVitals } from '../../model/screen-fact.ts'
import { counted, finish, measured, oneUser } from './measure.builder.ts'

const requests = 'golden_path_target_requests_total'
const health = 'golden_path_health_disagreements_total'

test.each<[number | null, string]>([
  [200, '2xx'],
  [302, '3xx'],
  [404, '4xx'],
  [429, '429'],
  [503, '5xx'],
  [null, 'none'],
])('a request that is answered by %s', (status, label) => {
  const run = new EvidenceBuilder()
  run.user(1).http({ status })
  expect(counted(finish(run.build()), requests, 'role', 'status_class')).toEqual({ [`auth ${label}`]: 1 })
})

test('upgrades are requests too, negative controls among them, and what we gave up is none', () => {
  const run = new EvidenceBuilder()
  const error = { code: 'cancelled', message: 'stopped' }
  run.user(1).upgrade().upgrade({ credential: 'no_token', status: 401 }).http({ status: null, error })
  expect(counted(finish(run.build()), requests, 'role', 'status_class')).toEqual({ 'ws 2xx': 1, 'ws 4xx': 1 })
})

test('clocks and certificates are told by service, the certificate that expires first', () => {
  const run = new EvidenceBuilder()
  const headers = { date: 'Sun, 22 Nov 2026 15:09:06 GMT' }
  const until = (day: number) => ({ certificateExpiresAt: `2027-01-0${day}T00:00:00.000Z` })
  run
    .user(1)
    .http({ headers, tookMs: 1_000, ...until(3) })
    .http({ ...until(2) })
    .upgrade(until(5))
  const finished = finish(run.build())
  expect(measured(finished, 'golden_path_clock_offset_seconds', 'role')).toEqual({ auth: [4] })
  expect(measured(finished, 'golden_path_certificate_expiry_timestamp_seconds', 'role')).toEqual({
    auth: [Date.UTC(2027, 0, 2) / 1_000],
    ws: [Date.UTC(2027, 0, 5) / 1_000],
  })
})

test('health that disagrees with users counts once a run, by direction', () => {
  const broken = finish(oneUser((user) => user.signIn().upgrade({ status: 500 })))
  expect(counted(broken, health, 'direction')).toEqual({ healthy_but_broken: 1 })
  const run = new EvidenceBuilder().health({ body: '{"status":"unhealthy"}' })
  run.user(1).whole()
  expect(counted(finish(run.build()), health, 'direction')).toEqual({ unhealthy_but_working: 1 })
  expect(counted(finish(oneUser((user) => user.whole())), health, 'direction')).toEqual({})
})

test('drift counts by kind, each name once a run', () => {
  const run = finish(
    oneUser((user) => {
      user.signIn().upgrade().welcome()
      for (const _ of [1, 2, 3]) user.got({ type: 'weather_report', surprise: 1 })
      user.got({ type: 'reasoning', thought: 'hm' }).got({ type: 'tool_executing' })
    }),
  )
  expect(counted(run, 'golden_path_drift_total', 'kind')).toEqual({
    unknown_type: 1,
    unknown_field: 1,
    alias: 1,
    missing_field: 1,
  })
})

test('races are counted as the report has them, and their skew as it was', () => {
  const run = new EvidenceBuilder().health()
  const together = (releasedMs: number) => ({ gate: 'gate-1', size: 2, offsetMs: 0, releasedMs })
  run
    .user(1)
    .signIn()
    .upgrade({ together: together(90) })
    .welcome()
    .close()
  run
    .user(2)
    .signIn()
    .upgrade({ together: together(94) })
    .welcome()
    .close()
  const finished = finish(run.build({ judges: ['monitor', 'handshake'] }))
  expect(counted(finished, 'golden_path_race_attempts_total')).toEqual({ '': 1 })
  expect(counted(finished, 'golden_path_race_failures_total')).toEqual({ '': 0 })
  expect(measured(finished, 'golden_path_connect_skew_seconds')).toEqual({ '': [0.004] })
  const alone = finish(oneUser((user) => user.whole()))
  expect(counted(alone, 'golden_path_race_attempts_total')).toEqual({})
  expect(measured(alone, 'golden_path_connect_skew_seconds')).toEqual({})
})

test('how the web app felt is told by what its pages measured', () => {
  const run = new EvidenceBuilder()
  const seen = { kind: 'screen', atMs: 5, user: 'user-1', page: 'page-1', text: '' } as const
  for (const name of webVitals) run.add({ ...seen, sight: 'vital', name, valueMs: 1_500 })
  run.add({ ...seen, sight: 'vital', name: 'lcp', valueMs: null })
  run.add({ ...seen, sight: 'waited', name: 'lcp', valueMs: 9 })
  run.add({ ...seen, sight: 'vital', name: 'made-up', valueMs: 9 })
  const told = measured(finish(run.build()), 'golden_path_web_vitals_seconds', 'vital')
  expect(told).toEqual({ lcp: [1.5], inp: [1.5], ttfb: [1.5], first_event_on_screen: [1.5] })
})
