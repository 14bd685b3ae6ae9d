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

const codesIn = (tell: Case['tell'], changes: Case['changes'] = {}) =>
  diagnosed({ seen: '', code: '', tell, changes }).codes

test.each(['NO_TOKEN', 'INVALID_FORMAT'])(
  '%s before a close says that no token was found, whatever the words',
  (code) => {
    expect(codesIn((user) => connected(user).got(errorFrame(code, 'no')).closedBy(1011, 'no'))[0]).toBe(
      'no-token-extracted',
    )
  },
)

test.each(['AUTH_FAILED', 'TOKEN_EXPIRED', 'AUTH_SERVICE_ERROR', 'WEBSOCKET_AUTH_ERROR'])(
  '%s before a 1011 is an authentication error, whatever the words',
  (code) => {
    expect(codesIn((user) => connected(user).got(errorFrame(code, 'no')).closedBy(1011, 'no'))[0]).toBe(
      'auth-error-masked-as-1011',
    )
  },
)

test.each(['AUTH_SERVICE_ERROR', 'WEBSOCKET_AUTH_ERROR'])('%s says nothing against the token', (code) => {
  const found = codesIn((user) => {
    welcomed(user).chat().after(9_000).close()
    user.upgrade().got(errorFrame(code, 'no')).closedBy(1011, 'no')
  })
  expect(found[0]).toBe('auth-error-masked-as-1011')
})

test('a sign-in that breaks off while the auth service is down is the auth service', () => {
  const broken = { status: null, error: { code: 'ECONNRESET', message: 'reset' } }
  expect(codesIn((user) => user.http(broken))).toContain('sign-in-malformed')
  expect(codesIn((user) => user.http({ purpose: 'health', user: null, status: 503 }).http(broken))).not.toContain(
    'sign-in-malformed',
  )
})

test.each<[string, Case['tell'], string]>([
  ['nobody anywhere', (user) => user.http({ ...apiHealth, ...refusal }).http(refusal), 'target-unreachable'],
  [
    'nobody for a sign-in, though the health of both was good',
    (user) =>
      user
        .http({ ...apiHealth, status: 200 })
        .http({ ...apiHealth, role: 'auth', status: 200 })
        .http(refusal),
    'target-unreachable',
  ],
  [
    'nobody at the auth service, but an API',
    (user) => user.http({ ...apiHealth, status: 200 }).http(refusal),
    'auth-service-down',
  ],
  [
    'nobody at the API',
    (user) => user.http({ ...apiHealth, status: 200 }).http({ ...call, ...refusal }),
    'target-unreachable',
  ],
])('%s, as sign-in tells it', (_who, tell, code) => {
  expect(diagnosed({ seen: '', code, tell, health: 'not asked', changes: { judges: ['auth'] } }).code).toBe(code)
})

test.each([
  ['an exception of the code', 'AttributeError', 'symbol-missing-1011'],
  ['no exception', '', 'auth-error-masked-as-1011'],
])('a close in words of authentication after an error with %s: %s', (_what, errorType, code) => {
  const error = errorFrame('CONNECTION_ERROR', 'Connection error', errorType)
  expect(codesIn((user) => connected(user).got(error).closedBy(1011, 'Auth error'))[0]).toBe(code)
})

test('an error of an agent about a token is no authentication error of the socket', () => {
  const failed = { data: { error_message: 'it broke', error_code: 'TOKEN_EXPIRED' } }
  expect(codesIn((user) => welcomed(user).prompt().started().event('agent_error', failed))).not.toContain(
    'jwt-secret-mismatch',
  )
})

test('a call of another user says nothing of this one’s token', () => {
  const found = codesIn((user, run) => {
    run
      .user(2)
      .signIn()
      .http({ ...call, body: '[]' })
    user.signIn().http({ ...call, status: 401 })
  })
  expect(found).toContain('jwt-secret-mismatch')
  expect(found).not.toContain('jwt-secret-instance-drift')
})

const life = 14 * 60_000

/** A socket on which it is said that the token expired, so long after it was made. */
function expiredAfter(ms: number, code = 'TOKEN_EXPIRED', message = 'no'): Case['tell'] {
  return (user, run) => {
    welcomed(user).chat()
    // None of these made the token: another user's sign-in, another exchange of this one, a sign-in that failed.
    run
      .user(2)
      .after(user.atMs + 5_000)
      .signIn()
    user.after(5_000).verify().http({ status: 401, body: '{"detail":"no"}' })
    user
      .after(100 + 80 + ms - user.atMs - 80)
      .got(errorFrame(code, message))
      .closedBy(1008, 'no')
  }
}

test.each([
  ['at the end of its life', life, 'TOKEN_EXPIRED', 'no', true],
  ['just before the end of its life', life - 1, 'TOKEN_EXPIRED', 'no', false],
  ['at the end of its life, in words alone', life, 'X', 'the token has expired', true],
  ['at the end of its life, in no such words', life, 'X', 'no', false],
] as const)('a token that is called expired %s', (_when, ms, code, message, expired) => {
  const changes = { observedUntilMs: 2_000_000, judges: ['closes'] }
  expect(codesIn(expiredAfter(ms, code, message), changes).includes('token-expiry-midsession')).toBe(expired)
})

test.each([
  ['once the token has ended', life, 'token-expiry-midsession'],
  ['just before the token ends', life - 1, 'thread-user-routing-gap'],
])('late in a run, a prompt that gets no event %s: %s', (_when, ageMs, code) => {
  const tell: Case['tell'] = (user, run) => {
    run.user(2).signIn()
    // A sign-in that failed, and an exchange that was none, made no token.
    user
      .http({ status: 503, body: '' })
      .http({ ...call, body: '[]' })
      .after(900_000)
    const madeAtMs = user.signIn().atMs
    user.upgrade().welcome().chat()
    user
      .after(madeAtMs + ageMs - user.atMs - 20)
      .prompt()
      .after(100_000)
      .close()
  }
  expect(codesIn(tell, { observedUntilMs: 3_000_000, judges: ['sequence'] })).toEqual([code])
})

test.each<[string, Case['tell']]>([
  ['that was made elsewhere', (user) => user.upgrade().welcome().prompt().after(100_000).close()],
  ['on a socket that never answered', (user) => welcomed(user).after(950_000).prompt().after(100_000).close()],
])('nobody knows the end of a token %s', (_what, tell) => {
  const changes = { observedUntilMs: 3_000_000, judges: ['sequence'] }
  expect(codesIn(tell, changes)).toEqual(['agent-never-starts'])
})
