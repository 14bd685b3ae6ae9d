import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { createClock } from '../../kernel/clock.ts'
import { createKey } from '../auth/tokens.ts'
import { startTwin, type Twin } from '../start-twin.ts'
import { openChat, refusedChat } from '../testing/chat-client.ts'
import { post, signIn } from '../testing/sign-in.ts'
import { openReady } from '../testing/talk.ts'

const bridge = { dialect: 'bridge', faults: [], seed: 'life', timeScale: 50 } as const

async function tampered(twin: Twin): Promise<string> {
  const [head, body, signature = ''] = (await signIn(twin, 'ada')).split('.')
  return `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
}

async function stranger(): Promise<string> {
  const now = Math.floor(createClock().wall() / 1_000)
  const claims = { token_type: 'access', jti: 'jti_1_1_00000000', email: 'ada@twin.example' }
  const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setSubject('e2e-ada')
  return token
    .setIssuer('netra-auth-service')
    .setAudience('netra-platform')
    .setIssuedAt(now)
    .setExpirationTime(now + 60)
    .sign(createKey())
}

async function loggedOut(twin: Twin): Promise<string> {
  const token = await signIn(twin, 'ada')
  await post(`${twin.urls.auth}/auth/logout`, {}, { authorization: `Bearer ${token}` })
  return token
}

test.each<[string, (twin: Twin) => Promise<{ token?: string }>]>([
  ['no token', async () => ({})],
  ['a tampered token', async (twin) => ({ token: await tampered(twin) })],
  ['a token of another signer', async () => ({ token: await stranger() })],
  ['a logged-out token', async (twin) => ({ token: await loggedOut(twin) })],
])('%s gets AUTH_FAILED and 1008', async (_, options) => {
  await using twin = await startTwin(bridge)
  using chat = await openChat(twin, await options(twin))
  expect(await chat.ended).toEqual({ code: 1008, reason: 'Authentication failed' })
  expect(chat.frames).toEqual([
    {
      type: 'error_message',
      error_code: 'AUTH_FAILED',
      error_message: expect.stringMatching(/^(WebSocket authentication|JWT token validation) failed\. /),
      details: {},
      timestamp: expect.any(Number),
      recovery_suggestions: null,
    },
  ])
})

test('a token in the subprotocol is as good as one in the header, and is echoed', async () => {
  await using twin = await startTwin(bridge)
  const entry = `jwt.${Buffer.from(await signIn(twin, 'ada')).toString('base64url')}`
  using chat = await openChat(twin, { protocols: ['jwt-auth', entry] })
  await chat.frame('connection_established')
  expect(chat.socket.protocol).toBe(entry)
})

test('a ticket opens one socket', async () => {
  await using twin = await startTwin(bridge)
  const bearer = { authorization: `Bearer ${await signIn(twin, 'ada')}` }
  const { json } = await post(`${twin.urls.api}/api/websocket/ticket`, {}, bearer)
  const suffix = `?ticket=${String(json.ticket_id)}`
  expect(json.websocket_url).toBe(twin.urls.ws + suffix)
  using chat = await openChat(twin, { suffix })
  await chat.frame('connection_established')
  using again = await openChat(twin, { suffix })
  expect((await again.ended).code).toBe(1008)
})

test.each([
  ['an unknown path', { suffix: '/unknown' }],
  ['a subprotocol that does not fit', { protocols: ['ticket.abc'] }],
])('%s is refused with 403 before anything opens', async (_, options) => {
  await using twin = await startTwin(bridge)
  const refusal = await refusedChat(twin, options)
  expect([refusal.status, refusal.body]).toEqual([403, ''])
})

test('a client that closes with 1000 gets 1000 back, also in the middle of a run', async () => {
  await using twin = await startTwin(bridge)
  using chat = await openReady(twin, 'ada')
  chat.send({ type: 'user_message', payload: { content: 'Save money.' } })
  await chat.frame('agent_started')
  chat.socket.close(1000)
  expect((await chat.ended).code).toBe(1000)
})

test('no compression is negotiated unless it is asked for', async () => {
  await using twin = await startTwin(bridge)
  using plain = await openReady(twin, 'ada')
  expect(plain.socket.extensions).toBe('')
})

test('the server pings every 20 s and gives a quiet client a heartbeat after 39 s', async () => {
  await using twin = await startTwin({ ...bridge, timeScale: 400 })
  using chat = await openReady(twin, 'ada')
  let pings = 0
  chat.socket.on('ping', () => {
    pings++
  })
  expect(await chat.frame('heartbeat')).toEqual({
    type: 'heartbeat',
    data: {
      connection_id: expect.stringMatching(/^main_/),
      timestamp: expect.any(Number),
      stats: { messages_processed: 0, agent_events_processed: 0 },
    },
    timestamp: expect.any(Number),
    server_id: null,
    correlation_id: null,
  })
  expect(pings).toBeGreaterThan(0)
  expect(pings).toBeLessThan(4)
})

test('a client that answers no ping is closed', async () => {
  await using twin = await startTwin({ ...bridge, timeScale: 400 })
  using chat = await openReady(twin, 'ada', { autoPong: false })
  expect(await chat.ended).toEqual({ code: 1011, reason: 'keepalive ping timeout' })
})
