import { describe, expect, onTestFinished, test } from 'vitest'
import { createClock } from '../../kernel/clock.ts'
import { createRandom } from '../../kernel/random.ts'
import type { HttpCall } from '../http/exchange.ts'
import { createIds } from '../ids.ts'
import { startTwin, type Twin } from '../start-twin.ts'
import { post, request, signIn } from '../testing/sign-in.ts'
import { createAccounts } from './accounts.ts'
import { createAuthService } from './auth-service.ts'
import { createTokens } from './tokens.ts'

async function twinForTest(): Promise<Twin> {
  const twin = await startTwin({ dialect: 'bridge', faults: [], seed: 'auth', timeScale: 50 })
  onTestFinished(() => twin.close())
  return twin
}

const tokenReply = {
  access_token: expect.any(String),
  refresh_token: expect.any(String),
  token_type: 'Bearer',
  expires_in: 900,
}

describe('the E2E sign-in', () => {
  const path = '/auth/e2e/test-auth'

  test('gives tokens and a user whose id is made of the local part', async () => {
    const twin = await twinForTest()
    const answer = await post(
      twin.urls.auth + path,
      {
        email: 'monitor-a1b2@staging.example',
        name: 'Monitor A',
        permissions: ['read', 'write'],
        simulate_oauth: true,
      },
      { 'x-e2e-bypass-key': twin.simulationKey.reveal() },
    )
    expect(answer.status).toBe(200)
    expect(answer.json).toEqual({
      ...tokenReply,
      user: {
        id: 'e2e-monitor-a1b2',
        email: 'monitor-a1b2@staging.example',
        name: 'Monitor A',
        permissions: ['read', 'write'],
        oauth_simulated: true,
      },
    })
    expect(answer.headers.get('x-service-name')).toBe('auth-service')
    expect(answer.headers.get('x-service-version')).toBe('1.0.0')
    expect(answer.headers.get('date')).not.toBeNull()
  })

  test('fills in what the body leaves out', async () => {
    const twin = await twinForTest()
    const answer = await post(twin.urls.auth + path, {}, { 'x-e2e-bypass-key': twin.simulationKey.reveal() })
    expect(answer.json.user).toEqual({
      id: 'e2e-e2e-test',
      email: 'e2e-test@staging.netrasystems.ai',
      name: 'E2E Test User',
      permissions: ['read', 'write'],
      oauth_simulated: true,
    })
  })

  test.each([
    { why: 'no key', headers: {}, body: '{}', status: 401, detail: 'E2E bypass key required' },
    {
      why: 'a wrong key',
      headers: { 'x-e2e-bypass-key': 'nope' },
      body: '{}',
      status: 401,
      detail: 'Invalid E2E bypass key',
    },
    {
      why: 'a wrong key before a bad body',
      headers: { 'x-e2e-bypass-key': 'nope' },
      body: '{',
      status: 401,
      detail: 'Invalid E2E bypass key',
    },
    {
      why: 'the key in the body',
      headers: {},
      body: '{"simulation_key":"x"}',
      status: 401,
      detail: 'E2E bypass key required',
    },
  ])('refuses $why', async ({ headers, body, status, detail }) => {
    const twin = await twinForTest()
    const answer = await post(twin.urls.auth + path, body, headers)
    expect(answer.status).toBe(status)
    expect(answer.json).toEqual({ detail })
  })

  test('refuses a body that is not JSON with 422', async () => {
    const twin = await twinForTest()
    const answer = await post(twin.urls.auth + path, '{', { 'x-e2e-bypass-key': twin.simulationKey.reveal() })
    expect([answer.status, answer.json]).toEqual([422, { detail: 'Invalid JSON body' }])
  })

  test('is not there in production, and not configured without a key, in this order', async () => {
    const clock = createClock(50)
    const random = createRandom('desk')
    const tokens = createTokens(clock, random)
    const accountId = async (email: string) => email
    const desk = {
      clock,
      tokens,
      accounts: createAccounts(),
      ids: createIds(random, clock),
      simulationKey: null,
      accountId,
    }
    const signal = new AbortController().signal
    const query = new URLSearchParams()
    const call: HttpCall = { method: 'POST', path, query, headers: {}, body: '{}', upgrade: false, signal }
    const withKey = { ...call, headers: { 'x-e2e-bypass-key': 'some' } }
    const production = createAuthService({ ...desk, environment: 'production' }, random)
    const staging = createAuthService({ ...desk, environment: 'staging' }, random)
    const refusals = [await production(call), await staging(call), await staging(withKey)]
    expect(refusals.map((reply) => (reply.kind === 'answer' ? [reply.status, reply.body] : reply.kind))).toEqual([
      [403, '{"detail":"E2E test authentication is not available in production"}'],
      [401, '{"detail":"E2E bypass key required"}'],
      [503, '{"detail":"E2E authentication not configured"}'],
    ])
  })
})

describe('accounts with a password', () => {
  test('can be made once and signed in to', async () => {
    const twin = await twinForTest()
    const account = { email: 'ada@twin.example', password: 'correct horse', name: 'Ada' }
    const made = await post(`${twin.urls.auth}/auth/register`, account)
    expect(made.status).toBe(200)
    expect(made.json).toEqual({
      ...tokenReply,
      user: {
        id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        email: account.email,
        name: 'Ada',
      },
    })
    const signedIn = await post(`${twin.urls.auth}/auth/login`, account)
    expect(signedIn.status).toBe(200)
    const wrong = await post(`${twin.urls.auth}/auth/login`, { ...account, password: 'wrong horse' })
    expect([wrong.status, wrong.json]).toEqual([401, { detail: 'Invalid credentials' }])
    const again = await post(`${twin.urls.auth}/auth/register`, account)
    expect([again.status, again.json]).toEqual([409, { detail: 'User already exists' }])
  })

  test.each([
    { path: '/auth/login', body: { email: 'a@b.c' }, status: 422, detail: 'Email and password are required' },
    { path: '/auth/login', body: { email: 'a@b.c', password: 'x' }, status: 401, detail: 'Invalid credentials' },
    { path: '/auth/login', body: 'not json', status: 500, detail: 'Authentication failed' },
    { path: '/auth/register', body: { email: 'nobody', password: 'x' }, status: 409, detail: 'User already exists' },
    { path: '/auth/register', body: {}, status: 422, detail: 'Email and password are required' },
  ])('$path with $body is answered $status', async ({ path, body, status, detail }) => {
    const twin = await twinForTest()
    const answer = await post(twin.urls.auth + path, body)
    expect([answer.status, answer.json]).toEqual([status, { detail }])
  })
})

describe('tokens over HTTP', () => {
  test('a good one is verified, validated and shown', async () => {
    const twin = await twinForTest()
    const token = await signIn(twin, 'ada')
    const bearer = { headers: { authorization: `Bearer ${token}` } }
    const person = { user_id: 'e2e-ada', email: 'ada@twin.example', permissions: [] }
    const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+00:00$/)
    const verified = await request(`${twin.urls.auth}/auth/verify`, bearer)
    expect(verified.json).toEqual({ valid: true, ...person, exp: iso })
    const posted = await post(`${twin.urls.auth}/auth/verify`, { access_token: token })
    expect(posted.json).toEqual({ valid: true, ...person, exp: iso })
    const validated = await post(`${twin.urls.auth}/auth/validate`, { token })
    expect(validated.json).toEqual({ valid: true, ...person, expires_at: iso })
    const shown = await request(`${twin.urls.auth}/auth/me`, bearer)
    expect(shown.json).toEqual({ ...person, token_expires_at: iso })
  })

  test('a missing or wrong one is told apart, always with 200 but for /auth/me', async () => {
    const twin = await twinForTest()
    const wrong = { headers: { authorization: 'Bearer a.b.c' } }
    expect((await request(`${twin.urls.auth}/auth/verify`)).json).toEqual({ valid: false, error: 'missing_token' })
    const verified = await request(`${twin.urls.auth}/auth/verify`, wrong)
    expect([verified.status, verified.json]).toEqual([200, { valid: false, error: 'invalid_token' }])
    const validated = await post(`${twin.urls.auth}/auth/validate`, { token: 'a.b.c' })
    expect(validated.json).toEqual({ valid: false, error: 'invalid_token', message: expect.any(String) })
    expect((await request(`${twin.urls.auth}/auth/me`, wrong)).status).toBe(401)
  })

  test('logging out ends a token', async () => {
    const twin = await twinForTest()
    const bearer = { authorization: `Bearer ${await signIn(twin, 'ada')}` }
    const out = await post(`${twin.urls.auth}/auth/logout`, {}, bearer)
    expect([out.status, out.json]).toEqual([200, { message: 'Successfully logged out', status: 'success' }])
    const verified = await request(`${twin.urls.auth}/auth/verify`, { headers: bearer })
    expect(verified.json.valid).toBe(false)
    const nobody = await post(`${twin.urls.auth}/auth/logout`, {})
    expect([nobody.status, nobody.json]).toEqual([200, { message: 'Logged out', status: 'success' }])
  })

  test('a refresh token works once, an access token never', async () => {
    const twin = await twinForTest()
    const key = { 'x-e2e-bypass-key': twin.simulationKey.reveal() }
    const { json } = await post(`${twin.urls.auth}/auth/e2e/test-auth`, { email: 'ada@twin.example' }, key)
    const url = `${twin.urls.auth}/auth/refresh`
    const first = await post(url, { refresh_token: json.refresh_token })
    expect([first.status, first.json]).toEqual([200, tokenReply])
    const second = await post(url, { refreshToken: json.refresh_token })
    expect([second.status, second.json]).toEqual([401, { detail: 'Invalid refresh token' }])
    expect((await post(url, { token: json.access_token })).status).toBe(401)
    const missing = await post(url, { other: 1 })
    expect([missing.status, missing.json]).toEqual([422, { detail: expect.stringContaining('received keys: other') }])
  })
})

describe('the rest of the service', () => {
  test.each([
    ['/', { service: 'auth-service', version: '1.0.0', status: 'running' }],
    ['/health', { status: 'healthy', database_status: 'connected', environment: 'staging' }],
    ['/health/ready', { status: 'ready', database_status: 'connected' }],
    ['/auth/health', { status: 'healthy', service: 'auth-service' }],
    ['/auth/config', { oauth_enabled: false, endpoints: expect.objectContaining({ token: '/auth/token' }) }],
  ])('answers %s', async (path, body) => {
    const twin = await twinForTest()
    const answer = await request(twin.urls.auth + path)
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject(body)
    const head = await request(twin.urls.auth + path, { method: 'HEAD' })
    expect([head.status, head.text]).toEqual([200, ''])
  })

  test('unknown paths, wrong methods and large bodies are refused', async () => {
    const twin = await twinForTest()
    const unknown = await request(`${twin.urls.auth}/auth/session`)
    expect([unknown.status, unknown.json]).toEqual([404, { detail: 'Not Found' }])
    expect((await request(`${twin.urls.auth}/auth/validate`)).status).toBe(405)
    const large = await post(`${twin.urls.auth}/auth/login`, 'x'.repeat(50 * 1024 + 1))
    expect(large.status).toBe(413)
  })
})
