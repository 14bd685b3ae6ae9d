import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { openChat, refusedChat } from '../testing/chat-client.ts'
import { post, request, signIn } from '../testing/sign-in.ts'
import { openReady, userMessage } from '../testing/talk.ts'

function startWith(fault: string, timeScale = 50): Promise<Twin> {
  return startTwin({ dialect: 'bridge', faults: [fault], seed: 'fault', timeScale })
}

test('auth-login-5xx: both sign-in routes answer 500, health does not', async () => {
  await using twin = await startWith('auth-login-5xx')
  const key = { 'x-e2e-bypass-key': twin.simulationKey.reveal() }
  const e2e = await post(`${twin.urls.auth}/auth/e2e/test-auth`, { email: 'ada@twin.example' }, key)
  expect([e2e.status, e2e.json]).toEqual([500, { detail: 'Failed to generate E2E test tokens' }])
  const login = await post(`${twin.urls.auth}/auth/login`, { email: 'ada@twin.example', password: 'x' })
  expect([login.status, login.json]).toEqual([500, { detail: 'Authentication failed' }])
  expect((await request(`${twin.urls.auth}/health`)).status).toBe(200)
})

test('jwt-secret-mismatch: the token verifies at auth, and is refused by API and socket', async () => {
  await using twin = await startWith('jwt-secret-mismatch')
  const token = await signIn(twin, 'ada')
  const headers = { authorization: `Bearer ${token}` }
  expect((await request(`${twin.urls.auth}/auth/verify`, { headers })).json.valid).toBe(true)
  expect((await request(`${twin.urls.api}/api/threads`, { headers })).status).toBe(401)
  using chat = await openChat(twin, { token })
  const message = `Token validation failed | Debug: ${token.length} chars, 2 dots`
  expect(await chat.ended).toEqual({ code: 1011, reason: message.slice(0, 50) })
  expect(chat.frames).toMatchObject([
    { type: 'error_message', error_code: 'VALIDATION_FAILED', error_message: message },
  ])
  expect(chat.frames).toHaveLength(1)
})

test('jwt-secret-mismatch: no token is still told apart from a wrong one', async () => {
  await using twin = await startWith('jwt-secret-mismatch')
  using chat = await openChat(twin)
  expect((await chat.ended).code).toBe(1008)
  expect(chat.frames).toMatchObject([{ error_code: 'AUTH_FAILED' }])
})

test('auth-bypass-identity-collapse: any token or none is welcome, and everybody is the demo user', async () => {
  await using twin = await startWith('auth-bypass-identity-collapse')
  for (const options of [{}, { token: 'a.b.c' }, { token: await signIn(twin, 'ada') }]) {
    using chat = await openChat(twin, options)
    expect((await chat.frame('connection_established')).data).toMatchObject({ user_id: 'demo-use...' })
    chat.send(userMessage('Save money.'))
    expect(await chat.frame('agent_completed')).toMatchObject({ user_id: 'demo-user-001' })
  }
  expect((await request(`${twin.urls.api}/api/threads`)).status).toBe(401)
})

test('ws-route-missing: 403 to the upgrade, 404 to a GET, all else is well', async () => {
  await using twin = await startWith('ws-route-missing')
  expect((await refusedChat(twin, { token: await signIn(twin, 'ada') })).status).toBe(403)
  const get = await request(`${twin.urls.api}/ws`)
  expect([get.status, get.json]).toEqual([404, { detail: 'Not Found' }])
  expect((await request(`${twin.urls.api}/health`)).status).toBe(200)
})

test('accepted-then-closed-1011: a bare 1011 without a frame, 63 ms after the upgrade', async () => {
  await using twin = await startWith('accepted-then-closed-1011', 1)
  const token = await signIn(twin, 'ada')
  using chat = await openChat(twin, { token })
  const openedAt = performance.now()
  expect(await chat.ended).toEqual({ code: 1011, reason: '' })
  expect(performance.now() - openedAt).toBeGreaterThan(40)
  expect(chat.frames).toEqual([])
})

test('factory-ssot-validation-1011: the reason and nothing else', async () => {
  await using twin = await startWith('factory-ssot-validation-1011')
  using chat = await openChat(twin, { token: await signIn(twin, 'ada') })
  expect(await chat.ended).toEqual({ code: 1011, reason: 'Factory SSOT validation failed' })
  expect(chat.frames).toEqual([])
})

test('factory-ssot-validation-1011: another reason can be asked for', async () => {
  await using twin = await startWith('factory-ssot-validation-1011:reason=Critical factory failure')
  using chat = await openChat(twin, { token: await signIn(twin, 'ada') })
  expect(await chat.ended).toEqual({ code: 1011, reason: 'Critical factory failure' })
})

test('factory-self-recursion-1011: an error frame names RecursionError before "main mode error"', async () => {
  await using twin = await startWith('factory-self-recursion-1011')
  using chat = await openChat(twin, { token: await signIn(twin, 'ada') })
  expect(await chat.ended).toEqual({ code: 1011, reason: 'main mode error' })
  expect(chat.frames).toEqual([
    {
      type: 'error_message',
      data: {
        error_code: 'CONNECTION_ERROR',
        error_message: 'Connection error in main mode',
        details: { error_type: 'RecursionError', mode: 'main' },
        timestamp: expect.any(String),
      },
      timestamp: expect.any(Number),
      server_id: null,
      correlation_id: null,
    },
  ])
})

test('no-welcome-frame: the socket lives and answers pings, but never says welcome', async () => {
  await using twin = await startWith('no-welcome-frame')
  using chat = await openChat(twin, { token: await signIn(twin, 'ada') })
  chat.send({ type: 'ping' })
  await chat.frame('pong')
  expect(chat.types()).toEqual(['pong'])
  expect(chat.socket.readyState).toBe(chat.socket.OPEN)
})

test('router-signature-mismatch: pings are well, the first message ends in 1000 "main cleanup"', async () => {
  await using twin = await startWith('router-signature-mismatch')
  using chat = await openReady(twin, 'ada')
  chat.send({ type: 'ping' })
  await chat.frame('pong')
  chat.send(userMessage('Save money.'))
  expect(await chat.ended).toEqual({ code: 1000, reason: 'main cleanup' })
  expect(chat.types()).toEqual(['connection_established', 'pong'])
})
