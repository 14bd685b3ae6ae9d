import { expect, test } from 'vitest'
import { type Case, connected, diagnosed, running, welcomed } from './case.builder.ts'

const api = { role: 'api', user: null, method: 'GET' } as const
const ready = (status: number, body: string) =>
  ({ ...api, purpose: 'ready', url: 'https://api.example.com/health/ready', status, body }) as const
const upgradeTo =
  (status: number, body = '', tookMs = 100): Case['tell'] =>
  (user) =>
    user.signIn().upgrade({ status, body, tookMs })
const down = (tookMs: number) => ({ status: 503, body: 'Service Unavailable', tookMs })

const cases: readonly Case[] = [
  {
    seen: 'every path 503 after 6 s',
    code: 'backend-crash-loop-503',
    health: down(6_000),
    tell: upgradeTo(503, 'Service Unavailable', 6_000),
  },
  { seen: 'every path 500', code: 'backend-crash-loop-503', health: { status: 500, body: '' }, tell: upgradeTo(500) },
  {
    seen: 'every path 503 after 11 s',
    code: 'startup-db-timeout-503',
    health: down(11_000),
    tell: upgradeTo(503, 'Service Unavailable', 11_000),
  },
  { seen: 'health 200, socket 503', code: 'deploy-green-app-dead', tell: upgradeTo(503) },
  {
    seen: 'health 200, ready 503, socket 403',
    code: 'redis-down-readiness-reject',
    tell: (user) => user.http(ready(503, '{"status":"not_ready"}')).signIn().upgrade({ status: 403 }),
  },
  {
    seen: 'ready 503 because of the supervisor, socket 403',
    code: 'supervisor-not-ready',
    tell: (user) => user.http(ready(503, '{"failed":["agent_supervisor"]}')).signIn().upgrade({ status: 403 }),
  },
  { seen: 'a bare 403', code: 'upgrade-refused', tell: upgradeTo(403) },
  { seen: 'a bare 500', code: 'upgrade-refused', tell: upgradeTo(500) },
  {
    seen: '500 while not ready',
    code: 'startup-queue-500',
    tell: (user) => user.http(ready(503, '{"status":"starting"}')).signIn().upgrade({ status: 500 }),
  },
  {
    seen: 'service initialization failed',
    code: 'supervisor-not-ready',
    tell: (user) => connected(user).closedBy(1011, 'Service initialization failed'),
  },
]

test.each(cases)('$seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail' })
})

test.each([
  ['a moment later', 3_000, 'cold-start-window'],
  ['much later', 60_000, 'upgrade-refused'],
])('403, and a welcome for the same user %s', (_when, afterMs, code) => {
  const tell: Case['tell'] = (user) => {
    user.signIn().verify().upgrade({ status: 403 })
    welcomed(user.after(afterMs))
  }
  expect(diagnosed({ seen: '', code, tell, changes: { observedUntilMs: 90_000 } }).code).toBe(code)
})

test.each([
  ['together', 400, 'instance-death-mid-stream'],
  ['a second apart', 1_000, 'instance-death-mid-stream'],
  ['more than a second apart', 1_001, 'dirty-close-1006'],
  ['one after the other', 2_500, 'dirty-close-1006'],
])('two users whose connections end %s', (_when, apartMs, code) => {
  const tell: Case['tell'] = (user, run) => {
    running(user).closedBy(1006)
    running(run.user(2).after(100 + apartMs)).closedBy(1006)
  }
  expect(diagnosed({ seen: '', code, tell }).code).toBe(code)
})

test.each(cases.slice(0, 3))('the socket alone tells it too: $seen: $code', (given) => {
  const changes = { ...given.changes, judges: ['handshake'] }
  expect(diagnosed({ ...given, changes }).codes).toEqual([given.code])
})

test.each([500, 502, 503, 504])('%i from every path is a crash loop', (status) => {
  const changes = { judges: ['handshake'] }
  const given = { seen: '', code: '', health: { status, body: '' }, tell: upgradeTo(status), changes }
  expect(diagnosed(given)).toMatchObject({ code: 'backend-crash-loop-503', verdict: 'fail' })
})

test.each([
  [500, 'upgrade-refused'],
  [502, 'deploy-green-app-dead'],
  [503, 'deploy-green-app-dead'],
  [504, 'deploy-green-app-dead'],
])('%i for a socket beside a good health: %s', (status, code) => {
  expect(diagnosed({ seen: '', code, tell: upgradeTo(status) }).code).toBe(code)
})

test.each([403, 503])('%i for a socket while health is good and readiness is not', (status) => {
  const tell: Case['tell'] = (user) =>
    user.http(ready(503, '{"status":"not_ready","failed":["agent_supervisor"]}')).signIn().upgrade({ status })
  const named = status === 403 ? 'supervisor-not-ready' : 'redis-down-readiness-reject'
  expect(diagnosed({ seen: '', code: '', tell }).code).toBe(named)
  const plain: Case['tell'] = (user) => user.http(ready(503, '{"status":"not_ready"}')).signIn().upgrade({ status })
  expect(diagnosed({ seen: '', code: '', tell: plain }).code).toBe('redis-down-readiness-reject')
})

test('a refusal with words is read together with what the readiness endpoint says', () => {
  const tell: Case['tell'] = (user) =>
    user.http(ready(503, '{"failed":["agent_supervisor"]}')).signIn().upgrade({ status: 503, body: 'Not yet' })
  expect(diagnosed({ seen: '', code: '', tell }).code).toBe('supervisor-not-ready')
})

test.each([
  ['6 s', 6_000, 'backend-crash-loop-503'],
  ['9 s', 9_000, 'startup-db-timeout-503'],
  ['11 s', 11_000, 'startup-db-timeout-503'],
])('an API call that the backend refuses after %s tells it too', (_what, tookMs, code) => {
  const url = 'https://api.example.com/api/threads'
  const call = { role: 'api', purpose: 'api-call', method: 'GET', url, status: 503, body: '', tookMs } as const
  const changes = { judges: ['auth'] }
  expect(
    diagnosed({ seen: '', code, health: down(tookMs), tell: (user) => user.signIn().http(call), changes }).code,
  ).toBe(code)
})

test('a crash loop is the platform’s, on the platform’s rung', () => {
  const [given] = cases
  expect(given && diagnosed(given)).toMatchObject({ domain: 'platform', phase: 'platform' })
})

test.each([
  ['at its fastest after 6 s, whatever came later', [6_000, 11_000], 'backend-crash-loop-503'],
  ['at its fastest at the socket', [11_000, 6_000], 'backend-crash-loop-503'],
  ['never before 10 s', [10_400, 11_000], 'startup-db-timeout-503'],
])('a backend that refuses %s: %s', (_when, [healthMs = 0, socketMs = 0], code) => {
  const tell = upgradeTo(503, 'Service Unavailable', socketMs)
  expect(diagnosed({ seen: '', code, health: down(healthMs), tell })).toMatchObject({ code, verdict: 'fail' })
})

test('403 by one transport and a welcome by another is no start-up', () => {
  const tell: Case['tell'] = (user) =>
    user.signIn().upgrade({ status: 403, transport: 'subprotocol', route: 'direct' }).upgrade().welcome().close()
  expect(diagnosed({ seen: '', code: '', tell }).code).toBe('upgrade-refused')
})

test.each<[string, Parameters<ReturnType<typeof running>['close']>[0], string]>([
  ['goes away politely', { code: 1001, initiator: 'server', scripted: false, sentCode: null }, 'closed-mid-run'],
  ['does not answer our close', { code: 1006 }, 'dirty-close-1006'],
])('a socket that %s did not die together with one that just ends', (_how, how, code) => {
  const tell: Case['tell'] = (user, run) => {
    running(user).close(how)
    running(run.user(2).after(200)).closedBy(1006)
  }
  expect(diagnosed({ seen: '', code, tell }).codes).toEqual([code, 'dirty-close-1006'])
})
