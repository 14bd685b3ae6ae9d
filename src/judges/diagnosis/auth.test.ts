import { expect, test } from 'vitest'
import type { UserScript } from '../user-script.builder.ts'
import { type Case, connected, diagnosed, errorFrame, running, welcomed } from './case.builder.ts'

const refusal = { status: null, error: { code: 'ECONNREFUSED', message: 'refused' } }
const silence = { status: null, error: { code: 'timeout', message: 'nothing' } }
const apiHealth = { role: 'api', purpose: 'health', user: null, body: '{"status":"ok"}' } as const
const call = { role: 'api', purpose: 'api-call', method: 'GET', url: 'https://api.example.com/api/threads' } as const

function refusedAtSocket(user: UserScript, how: Parameters<UserScript['upgrade']>[0] = {}): UserScript {
  const message = 'Token validation failed'
  return user.upgrade(how).got(errorFrame('VALIDATION_FAILED', message)).closedBy(1011, message)
}

const cases: readonly Case[] = [
  { seen: 'sign-in hangs', code: 'sign-in-timeout', tell: (user) => user.http(silence) },
  {
    seen: 'sign-in hangs and the health of the auth service is down',
    code: 'auth-service-down',
    tell: (user) => user.http({ purpose: 'health', user: null, status: 503 }).http(silence),
  },
  {
    seen: 'nobody at the auth service, but an API',
    code: 'auth-service-down',
    health: 'not asked',
    tell: (user) => user.http({ ...apiHealth, status: 200 }).http(refusal),
  },
  {
    seen: 'nobody anywhere',
    code: 'target-unreachable',
    health: 'not asked',
    tell: (user) => user.http({ ...apiHealth, ...refusal }).http(refusal),
  },
  {
    seen: 'sign-in answers 500',
    code: 'auth-login-5xx',
    tell: (user) => user.http({ status: 500, body: '{"detail":"Authentication failed"}' }),
  },
  { seen: 'sign-in answers 503', code: 'auth-service-down', tell: (user) => user.http({ status: 503, body: '' }) },
  {
    seen: 'the API refuses a fresh token',
    code: 'jwt-secret-mismatch',
    tell: (user) => user.signIn().http({ ...call, status: 401 }),
  },
  {
    seen: 'the API refuses a token once and takes it once',
    code: 'jwt-secret-instance-drift',
    tell: (user) =>
      user
        .signIn()
        .http({ ...call, status: 401 })
        .http({ ...call, body: '[]' }),
  },
  {
    seen: 'no token found, then 1011',
    code: 'no-token-extracted',
    tell: (user) => connected(user).got(errorFrame('NO_TOKEN', 'No JWT provided')).closedBy(1011, 'No JWT provided'),
  },
  {
    seen: '1008 that lists the supported formats',
    code: 'no-token-extracted',
    tell: (user) =>
      connected(user)
        .got(errorFrame('AUTH_FAILED', 'WebSocket authentication failed. Supported formats: jwt.TOKEN'))
        .closedBy(1008, 'Authentication failed'),
  },
  {
    seen: 'validation failed, then 1011, and the API refuses the token too',
    code: 'jwt-secret-mismatch',
    tell: (user) => refusedAtSocket(user.signIn().http({ ...call, status: 401 })),
  },
  {
    seen: 'validation failed, then 1011, though the API takes the token',
    code: 'jwt-secret-instance-drift',
    tell: (user) => refusedAtSocket(user.signIn().verify()),
  },
  {
    seen: 'validation failed for one user, a welcome for another',
    code: 'jwt-secret-instance-drift',
    tell: (user, run) => {
      run.user(2).signIn().upgrade().welcome().close()
      refusedAtSocket(user.signIn())
    },
  },
  {
    seen: 'validation failed on the very instance that welcomed another',
    code: 'jwt-secret-mismatch',
    tell: (user, run) => {
      run
        .user(2)
        .signIn()
        .upgrade({ affinity: { sent: null, given: 'cookie-1' } })
        .welcome()
        .close()
      refusedAtSocket(user.signIn(), { affinity: { sent: 'cookie-1', given: null } })
    },
  },
  {
    seen: 'the auth service fails for one token and not for another',
    code: 'auth-error-masked-as-1011',
    tell: (user) => {
      welcomed(user).chat().after(9_000).close()
      user.upgrade().got(errorFrame('AUTH_SERVICE_ERROR', 'service said no')).closedBy(1011, 'service said no')
    },
  },
  {
    seen: 'a bare 1008 about authentication',
    code: 'jwt-secret-mismatch',
    tell: (user) => connected(user).closedBy(1008, 'SSOT Auth failed'),
  },
  {
    seen: 'another auth code, then 1011',
    code: 'auth-error-masked-as-1011',
    tell: (user) =>
      connected(user).got(errorFrame('AUTH_SERVICE_ERROR', 'service said no')).closedBy(1011, 'service said no'),
  },
  {
    seen: '1011 whose reason is about auth',
    code: 'auth-error-masked-as-1011',
    tell: (user) => connected(user).closedBy(1011, 'Auth error'),
  },
  {
    seen: '1011 whose reason is about nothing',
    code: 'accepted-then-closed-1011',
    tell: (user) => connected(user).closedBy(1011, 'Internal error'),
  },
  {
    seen: '1011 whose reason has an author in it',
    code: 'accepted-then-closed-1011',
    tell: (user) => connected(user).closedBy(1011, 'author unknown'),
  },
  {
    seen: 'a Python error in authentication words',
    code: 'symbol-missing-1011',
    tell: (user) =>
      connected(user)
        .got(errorFrame('CONNECTION_ERROR', 'Connection error', 'AttributeError'))
        .closedBy(1011, 'main mode error'),
  },
  {
    seen: 'an open breaker',
    code: 'auth-circuit-open',
    tell: (user) =>
      connected(user)
        .got(errorFrame('AUTH_CIRCUIT_BREAKER_OPEN', 'Authentication unavailable'))
        .closedBy(1011, 'Authentication unavailable'),
  },
  {
    seen: 'validation that timed out',
    code: 'auth-validation-timeout',
    tell: (user) =>
      connected(user)
        .got(errorFrame('VALIDATION_FAILED', 'Token validation timed out after 0.1 s'))
        .closedBy(1011, 'Token validation timed out'),
  },
  {
    seen: 'a token that expired in the session',
    code: 'token-expiry-midsession',
    changes: { observedUntilMs: 950_000 },
    tell: (user) =>
      running(user)
        .after(60_000)
        .thinking()
        .after(60_000)
        .completed()
        .after(780_000)
        .prompt()
        .got(errorFrame('TOKEN_EXPIRED', 'Token expired'))
        .closedBy(1008, 'Token expired'),
  },
  {
    seen: 'a fresh token that is called expired',
    code: 'jwt-secret-mismatch',
    tell: (user) => connected(user).got(errorFrame('TOKEN_EXPIRED', 'Token expired')).closedBy(1008, 'Token expired'),
  },
  {
    seen: 'one socket takes the token and another refuses it',
    code: 'jwt-secret-instance-drift',
    tell: (user) => {
      welcomed(user).chat().after(9_000).close()
      user
        .upgrade()
        .got(errorFrame('VALIDATION_FAILED', 'Token validation failed'))
        .closedBy(1011, 'Token validation failed')
    },
  },
  {
    seen: 'an auth error and no close',
    code: 'no-token-extracted',
    tell: (user) =>
      connected(user).got(errorFrame('NO_TOKEN', 'No token provided')).after(20_000).close({ scripted: false }),
  },
]

test.each(cases)('$seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail' })
})

const silentAfter =
  (ms: number): Case['tell'] =>
  (user) =>
    welcomed(user).chat().after(ms).prompt().after(100_000).close()

test.each([
  ['once the token has ended', 900_000, 'token-expiry-midsession'],
  ['while the token is young', 60_000, 'thread-user-routing-gap'],
])('a prompt that gets no event %s', (_when, afterMs, code) => {
  const changes = { observedUntilMs: 1_200_000 }
  expect(diagnosed({ seen: '', code, tell: silentAfter(afterMs), changes }).code).toBe(code)
})

test('a sign-in that hangs at an auth service whose health is down has one name', () => {
  const given = cases.find(({ seen }) => seen.startsWith('sign-in hangs and'))
  expect(new Set(given && diagnosed(given).codes)).toEqual(new Set(['auth-service-down']))
})

test('authentication behind a 1011 is the auth team’s, not the factory’s', () => {
  const given = cases.find(({ code }) => code === 'auth-error-masked-as-1011')
  expect(given && diagnosed(given).domain).toBe('auth')
})

test.each([
  ['demo-use...', 'jwt-secret-mismatch'],
  ['e2e-amber-1', 'jwt-secret-instance-drift'],
])('a token that the API refuses and a socket welcomes as %s: %s', (user_id, code) => {
  const tell: Case['tell'] = (user) =>
    user
      .signIn()
      .http({ ...call, status: 401 })
      .upgrade()
      .welcome({ user_id })
      .close()
  expect(diagnosed({ seen: '', code, tell }).codes).toContain(code)
})
