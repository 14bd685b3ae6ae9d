import { expect, test } from 'vitest'
import { judgeAuth } from './auth.ts'
import { nothing, oneUser, plainCodes, stateOf } from './judging.builder.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

const html = '<!doctype html><title>Sign in</title>'
const failed = (code: string) => ({ status: null, error: { code, message: 'it failed' } })

test('a sign-in and a token that both services take hold', () => {
  const evidence = oneUser((user) => user.whole())
  expect(plainCodes(judgeAuth, evidence)).toEqual([])
  expect(stateOf('auth', evidence)).toBe('holds')
})

test('nothing seen is void', () => {
  expect(judgeAuth(viewEvidence(nothing)).examined).toBe(0)
  expect(stateOf('auth', nothing)).toBe('void')
})

test('a token made elsewhere leaves no sign-in, and its socket counts', () => {
  const evidence = oneUser((user) => user.upgrade().welcome())
  expect(judgeAuth(viewEvidence(evidence))).toMatchObject({ examined: 1, symptoms: [], missing: [] })
})

test.each([
  ['401', { status: 401, body: '{"detail":"Invalid E2E bypass key"}' }, 'sign-in-refused'],
  ['403', { status: 403, body: '{"detail":"not available in production"}' }, 'sign-in-refused'],
  ['422', { status: 422, body: '{"detail":"Invalid JSON body"}' }, 'sign-in-refused'],
  [
    '503 not configured',
    { status: 503, body: '{"detail":"E2E authentication not configured"}' },
    'sign-in-unconfigured',
  ],
  ['503 of another kind', { status: 503, body: 'Service Unavailable' }, 'auth-service-down'],
  ['502', { status: 502, body: '' }, 'auth-service-down'],
  ['500', { status: 500, body: '{"detail":"Authentication failed"}' }, 'auth-login-5xx'],
  ['a redirect', { status: 302, body: '' }, 'sign-in-malformed'],
  ['200 with HTML', { body: html }, 'sign-in-malformed'],
  ['200 without a token', { body: '{"user":{"id":"e2e-amber-1"}}' }, 'sign-in-malformed'],
  ['200 with an empty token', { body: '{"access_token":""}' }, 'sign-in-malformed'],
  ['200 with an error in it', { body: '{"error":true,"error_code":"BACKEND_LOGIN_500"}' }, 'auth-login-5xx'],
  ['200 whose body broke off', { body: '{"acc', error: { code: 'ECONNRESET', message: 'reset' } }, 'sign-in-malformed'],
  ['silence', failed('timeout'), 'sign-in-timeout'],
  ['a refused connection', failed('ECONNREFUSED'), 'target-unreachable'],
  ['a wrong certificate', failed('ERR_TLS_CERT_ALTNAME_INVALID'), 'target-unreachable'],
])('sign-in answered by %s is found', (_what, changes, code) => {
  expect(
    plainCodes(
      judgeAuth,
      oneUser((user) => user.http(changes)),
    ),
  ).toEqual([code])
})

test('a sign-in that we stopped ourselves says nothing', () => {
  expect(
    plainCodes(
      judgeAuth,
      oneUser((user) => user.http(failed('cancelled'))),
    ),
  ).toEqual([])
})

const verify = (user: UserScript, body: unknown, status: number | null = 200) =>
  user.signIn().http({ purpose: 'verify', status, body: typeof body === 'string' ? body : JSON.stringify(body) })

test.each([
  ['valid', { valid: true, user_id: 'e2e-amber-1' }, 200, []],
  ['valid without an id', { valid: true }, 200, []],
  ['valid: false', { valid: false, error: 'invalid_token' }, 200, ['sign-in-malformed']],
  ['HTML', html, 200, ['sign-in-malformed']],
  ['401', { detail: 'no' }, 401, ['sign-in-malformed']],
  ['500', '', 500, ['auth-service-down']],
  ['somebody else', { valid: true, user_id: 'e2e-birch-2' }, 200, ['auth-user-desync']],
])('the auth service saying %s of a fresh token', (_what, body, status, codes) => {
  expect(
    plainCodes(
      judgeAuth,
      oneUser((user) => verify(user, body, status)),
    ),
  ).toEqual(codes)
})

const call = (
  user: UserScript,
  status: number | null,
  body = '',
  error: { code: string; message: string } | null = null,
) =>
  user
    .signIn()
    .http({ role: 'api', purpose: 'api-call', url: 'https://api.example.com/api/threads', status, body, error })

test.each([
  ['200', 200, '[]', []],
  ['401', 401, '{"detail":"Invalid token"}', ['jwt-secret-mismatch']],
  ['403', 403, '', ['jwt-secret-mismatch']],
  ['200 that means 401', 200, '{"error":true,"error_code":"AUTH_FAILED"}', ['jwt-secret-mismatch']],
  ['401 for a user it does not know', 401, '{"detail":"User not found"}', ['auth-user-desync']],
  ['404 for a user it does not know', 404, '{"detail":"User not found"}', ['auth-user-desync']],
  ['404 for a route it does not have', 404, '{"detail":"Not Found"}', []],
  ['500', 500, '', ['deploy-green-app-dead']],
])('the API answering a fresh token with %s', (_what, status, body, codes) => {
  expect(
    plainCodes(
      judgeAuth,
      oneUser((user) => call(user, status, body)),
    ),
  ).toEqual(codes)
})

test.each([
  ['no answer', 'timeout', ['target-unreachable']],
  ['our own stop', 'cancelled', []],
])('the API giving %s', (_what, code, codes) => {
  expect(
    plainCodes(
      judgeAuth,
      oneUser((user) => call(user, null, '', { code, message: '' })),
    ),
  ).toEqual(codes)
})

test('what is found names the answer and proves it by its fact', () => {
  const evidence = oneUser((user) => user.http({ status: 500, body: '{"detail":"Authentication failed"}' }))
  const [found] = judgeAuth(viewEvidence(evidence)).symptoms
  expect(found).toMatchObject({
    user: 'user-1',
    phase: 'auth',
    received: '500: {"detail":"Authentication failed"} after 80 ms',
  })
  expect(found?.frames.map((seq) => evidence.facts[seq]?.kind)).toEqual(['http'])
})

const signOut = { purpose: 'sign-out', url: 'https://auth.example.com/auth/logout' } as const

test.each([
  ['200', { status: 200, body: '{"status":"success"}' }, []],
  ['404', { status: 404, body: '' }, []],
  ['503', { status: 503, body: '' }, ['auth-service-down']],
  ['nothing', failed('timeout'), ['auth-service-down']],
  ['nothing because we stopped it', failed('cancelled'), []],
])('a sign-out that answers %s', (_what, changes, codes) => {
  const evidence = oneUser((user) => user.signIn().http({ ...signOut, ...changes }))
  expect(plainCodes(judgeAuth, evidence)).toEqual(codes)
  expect(judgeAuth(viewEvidence(evidence)).examined).toBe(2)
})

test('the answer of a sign-out that fails is the auth service’s from 500 on', () => {
  const signedOut = (status: number) =>
    plainCodes(
      judgeAuth,
      oneUser((user) => user.signIn().http({ ...signOut, status, body: '' })),
    )
  expect([signedOut(499), signedOut(500)]).toEqual([[], ['auth-service-down']])
})

test.each([
  ['an API that is not there', (user: UserScript) => call(user, null, '', { code: 'ECONNREFUSED', message: '' })],
  ['an API that fails', (user: UserScript) => call(user, 500)],
])('%s is the platform’s', (_what, tell) => {
  expect(judgeAuth(viewEvidence(oneUser(tell))).symptoms).toMatchObject([{ phase: 'platform' }])
})

test.each([
  ['a token that the API refuses', (user: UserScript) => call(user, 401)],
  ['a user whom the API does not know', (user: UserScript) => call(user, 404, 'User not found')],
  ['an auth service that fails at a fresh token', (user: UserScript) => verify(user, '', 500)],
])('%s is a matter of authentication', (_what, tell) => {
  expect(judgeAuth(viewEvidence(oneUser(tell))).symptoms).toMatchObject([{ phase: 'auth' }])
})

test('every exchange about sign-in and tokens is examined', () => {
  const ruling = judgeAuth(viewEvidence(oneUser((user) => call(verify(user, { valid: true }), 200).http(signOut))))
  // Both helpers sign in first.
  expect(ruling.examined).toBe(5)
})

test.each<[string, (user: UserScript) => unknown, number]>([
  ['with a socket', (user) => user.upgrade().welcome(), 1],
  ['without a socket', () => undefined, 0],
  ['with a sign-in as well', (user) => user.signIn().upgrade().welcome(), 1],
])('a token made elsewhere, %s', (_what, tell, examined) => {
  expect(judgeAuth(viewEvidence(oneUser(tell))).examined).toBe(examined)
})

test('a socket of a user without a token is nothing to examine', () => {
  const evidence = oneUser((user) => user.upgrade().welcome())
  const users = evidence.users.map((user) => ({ ...user, userId: null }))
  expect(judgeAuth(viewEvidence({ ...evidence, users })).examined).toBe(0)
})

test.each([
  [400, 'sign-in-refused'],
  [302, 'sign-in-malformed'],
])('a sign-in that answers %i is found, and its time is told', (status, code) => {
  const evidence = oneUser((user) => user.after(5_000).http({ status, body: 'no' }))
  expect(judgeAuth(viewEvidence(evidence)).symptoms).toMatchObject([{ code, received: `${status}: no after 80 ms` }])
})
