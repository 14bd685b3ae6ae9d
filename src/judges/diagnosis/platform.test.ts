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

test('a crash loop is the platform’s, on the platform’s rung', () => {
  const [given] = cases
  expect(given && diagnosed(given)).toMatchObject({ domain: 'platform', phase: 'platform' })
})

test.each([
  ['at its fastest after 6 s, whatever came later', [6_000, 11_000], 'backend-crash-loop-503'],
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
