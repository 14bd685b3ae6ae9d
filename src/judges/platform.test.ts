import { expect, test } from 'vitest'
import type { HttpFact } from '../model/evidence.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { judgeEvidence } from './judge.ts'
import { nothing, oneUser, plainCodes, stateOf } from './judging.builder.ts'
import { judgePlatform } from './platform.ts'
import { viewEvidence } from './view.ts'

function withHealth(changes: Partial<HttpFact>, works: boolean) {
  const run = new EvidenceBuilder().health(changes)
  const user = run.user(1).after(100)
  if (works) user.whole()
  else user.signIn().upgrade({ status: 503 })
  return run.build()
}

test('healthy answers hold', () => {
  const evidence = oneUser((user) => user.after(100).whole())
  expect(plainCodes(judgePlatform, evidence)).toEqual([])
  expect(stateOf('platform', evidence)).toBe('holds')
})

test('nothing asked is void', () => {
  expect(judgePlatform(viewEvidence(nothing)).examined).toBe(0)
  expect(stateOf('platform', nothing)).toBe('void')
})

test.each([
  ['503', { status: 503, body: 'Service Unavailable' }, 'backend-crash-loop-503'],
  ['500', { status: 500, body: '' }, 'backend-crash-loop-503'],
  ['nothing', { status: null, body: '', error: { code: 'ECONNREFUSED', message: 'refused' } }, 'target-unreachable'],
])('a health endpoint that answers %s fails the run when the journey is broken too', (_what, changes, code) => {
  const evidence = withHealth(changes, false)
  expect(judgePlatform(viewEvidence(evidence)).symptoms).toMatchObject([
    { code, phase: 'platform', user: null, severity: 'fail' },
  ])
})

test.each([
  ['503', { status: 503, body: '' }],
  ['nothing in time', { status: null, body: '', error: { code: 'timeout', message: 'hung' } }],
  ['200 and "unhealthy"', { status: 200, body: '{"status":"unhealthy"}' }],
  ['200 and "degraded"', { status: 200, body: '{"status":"degraded"}' }],
])('a health endpoint that answers %s lies when the journey works', (_what, changes) => {
  const evidence = withHealth(changes, true)
  expect(new Set(plainCodes(judgePlatform, evidence))).toEqual(new Set(['health-lies']))
  expect(judgeEvidence(evidence).verdict).toBe('degraded')
})

test('a healthy answer lies when not one socket gets through', () => {
  expect(judgePlatform(viewEvidence(withHealth({}, false))).symptoms).toMatchObject([
    { code: 'health-lies', severity: 'warn' },
  ])
})

test.each([
  [
    'one address',
    'https://one.example.com/health',
    'https://one.example.com/health',
    '200 from https://one.example.com/health',
  ],
  [
    'two addresses',
    'https://auth.example.com/health',
    'https://api.example.com/health',
    '200 from https://auth.example.com/health; 200 from https://api.example.com/health',
  ],
])('nobody at %s is one finding with every try as its proof', (_what, authUrl, apiUrl, expected) => {
  const nobody = { user: null, purpose: 'health', method: 'GET', status: null, body: '' } as const
  const error = { code: 'ECONNREFUSED', message: 'refused' }
  const run = new EvidenceBuilder()
  run
    .user(1)
    .http({ ...nobody, error, role: 'auth', url: authUrl })
    .http({ ...nobody, error, role: 'api', url: apiUrl })
  const { findings } = judgeEvidence(run.build())
  expect(findings).toMatchObject([
    { code: 'target-unreachable', phase: 'platform', user: null, expected, frames: [0, 1] },
  ])
  const [finding] = findings
  for (const url of [authUrl, apiUrl]) expect(finding?.received).toContain(`ECONNREFUSED: refused from ${url}`)
})

test('users who cannot be reached by anybody keep a finding each', () => {
  const refused = { status: null, body: '', error: { code: 'ECONNREFUSED', message: 'refused' } }
  const run = new EvidenceBuilder().health()
  run.user(1).http(refused)
  run.user(2).http(refused)
  expect(judgeEvidence(run.build()).findings.map(({ user }) => user)).toEqual(['user-1', 'user-2'])
})

test('an auth service whose health is down is the auth service', () => {
  const run = new EvidenceBuilder()
  run.user(1).http({ purpose: 'health', role: 'auth', status: 503 }).http({ status: 503, body: '' })
  expect(judgePlatform(viewEvidence(run.build())).symptoms).toMatchObject([
    { code: 'auth-service-down', phase: 'auth' },
  ])
})

test('what /ws/health says is no evidence', () => {
  const run = new EvidenceBuilder().health()
  run.user(1).after(100).http({ user: null, role: 'ws', purpose: 'ws-health', method: 'HEAD', status: 503 }).whole()
  expect(plainCodes(judgePlatform, run.build())).toEqual([])
})

test('a readiness that is down alone fails nobody', () => {
  const run = new EvidenceBuilder()
  run.user(1).http({ user: null, role: 'api', purpose: 'ready', status: 503 }).signIn()
  expect(plainCodes(judgePlatform, run.build())).toEqual([])
})

test('an unreachable target is one finding, and everything above it void', () => {
  const gone = {
    status: null,
    body: '',
    error: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 203.0.113.7:443' },
  }
  const run = new EvidenceBuilder().health(gone).step('platform', null, 'failed', 'cannot be reached')
  run.user(1)
  const judged = judgeEvidence(run.build())
  expect(judged).toMatchObject({ verdict: 'fail', phase: 'platform', domain: 'network' })
  expect(judged.reason).toContain('ECONNREFUSED')
  expect(judged.judgements.find(({ judge }) => judge === 'sequence')?.state).toBe('void')
})

const direct = {
  role: 'api',
  route: 'direct',
  purpose: 'health',
  user: null,
  method: 'GET',
  body: '{"status":"ok"}',
} as const

test('an API that is up past the load balancer is not reached by it', () => {
  const run = new EvidenceBuilder().health({ status: 502, body: 'Bad Gateway' })
  run.user(1).http(direct).signIn()
  expect(judgePlatform(viewEvidence(run.build())).symptoms).toMatchObject([
    { code: 'target-unreachable', phase: 'platform', hint: expect.stringContaining('direct address') },
  ])
})

test('an API that is down on both routes is down', () => {
  const run = new EvidenceBuilder().health({ status: 503, body: 'Service Unavailable' })
  run
    .user(1)
    .http({ ...direct, status: 503, body: 'Service Unavailable' })
    .signIn()
  expect(plainCodes(judgePlatform, run.build())).toEqual(['backend-crash-loop-503'])
})

test('what the direct address says is no health answer of its own', () => {
  const run = new EvidenceBuilder().health()
  run
    .user(1)
    .http({ ...direct, status: 503, body: '' })
    .whole()
  expect(judgePlatform(viewEvidence(run.build()))).toMatchObject({ examined: 3, symptoms: [] })
})

test('a rate limit does not make a liar of the health endpoint', () => {
  expect(
    plainCodes(
      judgePlatform,
      oneUser((user) => user.after(100).signIn().upgrade({ status: 429 })),
    ),
  ).toEqual([])
})

const authHealth = { role: 'auth', purpose: 'health', user: null, method: 'GET', status: 503, body: '' } as const

test.each<[string, Parameters<typeof oneUser>[0], string]>([
  ['one of two sign-ins', (user) => user.signIn().http({ status: 500, body: '' }), 'health-lies'],
  ['no sign-in', (user) => user.http({ status: 500, body: '' }), 'auth-service-down'],
  ['a token made elsewhere', (user) => user.upgrade().welcome(), 'health-lies'],
  ['nothing', () => undefined, 'auth-service-down'],
])('an auth service that says it is down, beside %s that worked', (_what, tell, code) => {
  const run = new EvidenceBuilder()
  tell(run.user(1).http(authHealth).after(100))
  expect(plainCodes(judgePlatform, run.build())).toEqual([code])
})

test('a health check that we stopped ourselves says nothing', () => {
  const stopped = { status: null, body: '', error: { code: 'cancelled', message: 'stopped' } }
  expect(plainCodes(judgePlatform, withHealth(stopped, true))).toEqual([])
})

test('one socket that is open still makes no liar of the health endpoint', () => {
  const run = new EvidenceBuilder().health()
  run.user(1).after(100).signIn().upgrade({ status: 503 })
  run.user(2).after(100).signIn().upgrade()
  expect(plainCodes(judgePlatform, run.build())).toEqual([])
})
