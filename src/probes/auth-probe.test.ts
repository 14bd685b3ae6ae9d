import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { Credentials } from '../config/credentials.ts'
import { Secret } from '../kernel/secret.ts'
import { createAuthProbe } from './auth-probe.ts'
import { Halt } from './halt.ts'
import { type Answer, bodyOf, closedPort, serveHttp } from './loopback.builder.ts'
import {
  calm,
  factsOf,
  onlyFact,
  plantedToken,
  probeParts,
  signedInWalt,
  targetAt,
  walt,
} from './probe-parts.builder.ts'

const key = 'simulation-key-of-the-target'
const e2e: Credentials = { way: 'e2e', key: new Secret(key), emailDomain: 'example.com' }
const password: Credentials = {
  way: 'password',
  accounts: [{ email: walt.email, password: new Secret('hunter2-hunter2') }],
}
const held: Credentials = { way: 'token', accounts: [{ email: walt.email, token: new Secret(plantedToken) }] }
const refreshToken = `${plantedToken.slice(0, -4)}fresh`
const granted = {
  access_token: plantedToken,
  refresh_token: refreshToken,
  token_type: 'Bearer',
  expires_in: 900,
  user: { id: 'e2e-other', email: walt.email },
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

async function signIn(listener: Answer, options: { credentials?: Credentials; limits?: object } = {}) {
  await using server = await serveHttp(listener)
  using parts = probeParts()
  const target = targetAt({ auth: server.port }, { thresholds: options.limits })
  const probe = createAuthProbe({ ...parts, target, credentials: options.credentials ?? e2e })
  const result = await probe.signIn(walt, calm).catch((error: unknown) => error)
  return { result, facts: parts.recorder.facts, clock: parts.clock }
}

describe('signing in', () => {
  test('asks with the key in its header and gives the token with the sub that it carries', async () => {
    let asked: unknown
    const { result, facts, clock } = await signIn(async (request, response) => {
      const body: unknown = JSON.parse(await bodyOf(request))
      asked = { url: request.url, key: request.headers['x-e2e-bypass-key'], body }
      json(response, 200, granted)
    })
    expect(asked).toEqual({
      url: '/auth/e2e/test-auth',
      key,
      body: { email: walt.email, name: 'Monitor user-1', permissions: ['read', 'write'], simulate_oauth: true },
    })
    expect(result).toMatchObject({ user: walt, userId: 'e2e-walt', tokenTag: 'token:user-1' })
    if (!(typeof result === 'object' && result && 'expiresAtMs' in result)) throw new Error('not signed in')
    expect(Math.abs(Number(result.expiresAtMs) - clock.now() - 900_000)).toBeLessThan(5_000)
    expect(onlyFact(facts, 'http')).toMatchObject({ role: 'auth', purpose: 'sign-in', user: 'user-1', status: 200 })
  })

  test('leaves no secret in what it recorded, only its names', async () => {
    const { facts } = await signIn((_request, response) => json(response, 200, { ...granted, echo: [key] }))
    const kept = JSON.stringify(facts)
    for (const name of ['⟦token:user-1⟧', '⟦refresh:user-1⟧', '⟦sign-in-key⟧']) expect(kept).toContain(name)
    for (const secret of [key, plantedToken, refreshToken, plantedToken.split('.')[1]])
      expect(kept).not.toContain(secret)
  })

  test('signs in by password and masks that too', async () => {
    let asked = ''
    const { result, facts } = await signIn(
      async (request, response) => {
        asked = await bodyOf(request)
        json(response, 200, { ...granted, detail: `welcome ${JSON.parse(asked).password}` })
      },
      { credentials: password },
    )
    expect(JSON.parse(asked)).toEqual({ email: walt.email, password: 'hunter2-hunter2' })
    expect(result).toMatchObject({ userId: 'e2e-walt' })
    expect(onlyFact(facts, 'http')).toMatchObject({ body: expect.stringContaining('welcome ⟦password:user-1⟧') })
    expect(onlyFact(facts, 'http').url).toMatch(/\/auth\/login$/)
  })

  test('takes a token made elsewhere and asks the auth service whether it vouches for it', async () => {
    const { result, facts } = await signIn((_request, response) => response.end(), { credentials: held })
    expect(result).toMatchObject({ userId: 'e2e-walt', tokenTag: 'token:user-1' })
    expect(facts).toMatchObject([{ kind: 'http', method: 'GET', purpose: 'verify', role: 'auth' }])
  })

  test('throws plainly, not as the fault of the target, when there is no account for the user', async () => {
    const { result } = await signIn((_request, response) => response.end(), {
      credentials: { way: 'token', accounts: [] },
    })
    expect(result).toBeInstanceOf(Error)
    expect(result).not.toBeInstanceOf(Halt)
  })

  test('takes the id beside a token that cannot be read', async () => {
    const { result } = await signIn((_request, response) => json(response, 200, { ...granted, access_token: 'opaque' }))
    expect(result).toMatchObject({ userId: 'e2e-other' })
  })
})

const page = '<!doctype html><title>Sign in</title>'
const refusals: [string, Answer, object, RegExp][] = [
  ['401', (_q, r) => json(r, 401, { detail: 'Invalid E2E bypass key' }), { status: 401 }, /answered 401/],
  ['403', (_q, r) => json(r, 403, { detail: 'not available in production' }), { status: 403 }, /answered 403/],
  ['422', (_q, r) => json(r, 422, { detail: 'Invalid JSON body' }), { status: 422 }, /answered 422/],
  [
    '429',
    (_q, r) => r.writeHead(429, { 'retry-after': '7' }).end(),
    { headers: { 'retry-after': '7' } },
    /answered 429/,
  ],
  ['500', (_q, r) => json(r, 500, {}), { status: 500 }, /answered 500/],
  ['503', (_q, r) => json(r, 503, { detail: 'not configured' }), { status: 503 }, /answered 503/],
  ['302', (_q, r) => r.writeHead(302, { location: '/login' }).end(), { status: 302 }, /answered 302/],
  ['HTML', (_q, r) => r.end(page), { status: 200, body: page }, /something else than a JSON object/],
  ['an empty 200', (_q, r) => r.end(), { status: 200, bodyBytes: 0 }, /something else/],
  ['a list', (_q, r) => json(r, 200, [granted]), { status: 200 }, /something else/],
  ['null', (_q, r) => json(r, 200, null), { status: 200 }, /something else/],
  ['no token', (_q, r) => json(r, 200, { user: granted.user }), { status: 200 }, /without an access_token/],
  ['an empty token', (_q, r) => json(r, 200, { access_token: '' }), { status: 200 }, /without an access_token/],
  ['a number for a token', (_q, r) => json(r, 200, { access_token: 7 }), { status: 200 }, /without an access_token/],
  ['a token of nobody', (_q, r) => json(r, 200, { access_token: 'opaque' }), { status: 200 }, /who signed in/],
  ['a hang', () => undefined, { status: null, error: { code: 'timeout' } }, /timeout/],
  ['a reset', (q) => q.socket.resetAndDestroy(), { status: null }, /ECONNRESET|UND_ERR_SOCKET/],
]

describe('a sign-in that gives no token', () => {
  test.each(refusals)('is recorded and halts the user: %s', async (_what, listener, fact, detail) => {
    const { result, facts } = await signIn(listener, { limits: { signIn: { warnMs: 50, failMs: 100 } } })
    expect(onlyFact(facts, 'http')).toMatchObject({ purpose: 'sign-in', ...fact })
    expect(result).toBeInstanceOf(Halt)
    expect(result).toMatchObject({ step: 'sign-in', detail: expect.stringMatching(detail) })
  })

  test('leaves no token behind when its JSON is cut off', async () => {
    const { facts } = await signIn((_request, response) => response.end(JSON.stringify(granted).slice(0, -40)))
    expect(onlyFact(facts, 'http').body).toContain('"access_token":"⟦token:user-1⟧"')
    expect(onlyFact(facts, 'http').body).not.toContain(refreshToken.slice(-12))
  })
})

describe('asking about a token', () => {
  async function verify(listener: Answer, authPort?: number) {
    await using server = await serveHttp(listener)
    using parts = probeParts()
    const target = targetAt({ api: server.port, auth: authPort ?? server.port })
    const probe = createAuthProbe({ ...parts, target, credentials: e2e })
    const error = await probe.verify(signedInWalt(parts.mask), calm).catch((thrown: unknown) => thrown)
    return { error, facts: factsOf(parts.recorder.facts, 'http') }
  }

  test('asks the auth service and the API, and takes whatever they answer', async () => {
    const bearers: (string | undefined)[] = []
    const { error, facts } = await verify((request, response) => {
      bearers.push(request.headers.authorization)
      if (request.url === '/api/threads') return json(response, 401, { detail: `bad ${request.headers.authorization}` })
      json(response, 200, { valid: true, user_id: 'e2e-walt' })
    })
    expect(error).toBeUndefined()
    expect(bearers).toEqual([`Bearer ${plantedToken}`, `Bearer ${plantedToken}`])
    const seen = facts.map(({ role, purpose, status }) => [role, purpose, status])
    expect(seen).toContainEqual(['auth', 'verify', 200])
    expect(seen).toContainEqual(['api', 'api-call', 401])
    expect(facts.map((fact) => fact.body)).toContain('{"detail":"bad Bearer ⟦token:user-1⟧"}')
  })

  test('halts when one of them does not answer, after recording both', async () => {
    const { error, facts } = await verify((_request, response) => json(response, 200, []), await closedPort())
    expect(error).toMatchObject({ name: 'Halt', step: 'verify' })
    expect(facts).toHaveLength(2)
  })
})

test('a key that the target does not know is noted as our own trouble', async () => {
  const { facts } = await signIn((_request, response) => json(response, 401, { detail: 'Invalid E2E bypass key' }))
  expect(facts.filter((fact) => fact.kind === 'monitor')).toMatchObject([
    { what: 'credentials-refused', user: walt.id },
  ])
})

test('a token of ours that the auth service does not vouch for is our own trouble and goes no further', async () => {
  const { result, facts } = await signIn(
    (_request, response) => json(response, 200, { valid: false, error: 'invalid_token' }),
    {
      credentials: held,
    },
  )
  expect(result).toBeInstanceOf(Halt)
  expect(facts).toMatchObject([
    { kind: 'http', purpose: 'verify', status: 200 },
    { kind: 'monitor', what: 'credentials-refused' },
  ])
})
