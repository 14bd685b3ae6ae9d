import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { openChat } from '../testing/chat-client.ts'
import { post, request, signIn } from '../testing/sign-in.ts'
import { openReady, userMessage } from '../testing/talk.ts'

function startWith(fault: string, timeScale = 50): Promise<Twin> {
  return startTwin({ dialect: 'bridge', faults: [fault], seed: 'fault', timeScale })
}

/** How the server lets somebody in, or out; at an instance, where it matters which. */
async function meet(twin: Twin, token?: string, instance?: string): Promise<string> {
  const headers = instance === undefined ? {} : { headers: { cookie: `GENERATED_COOKIE=${instance}` } }
  using chat = await openChat(twin, { ...(token === undefined ? {} : { token }), ...headers })
  const welcome = chat.frame('connection_established').then(({ data }) => `welcome ${JSON.stringify(data)}`)
  const end = chat.ended.then(({ code, reason }) => `${code} ${reason}`)
  return await Promise.race([welcome.catch(() => end), end])
}

/** A token of the same claims with another signature. */
function forged(token: string): string {
  const [head = '', claims = '', signature = ''] = token.split('.')
  return [head, claims, (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)].join('.')
}

const api = (twin: Twin, token: string) =>
  request(`${twin.urls.api}/api/threads`, { headers: { authorization: `Bearer ${token}` } })

test('auth-service-down: health says 503 at once, everything else after 10 s; the API is up', async () => {
  await using twin = await startWith('auth-service-down')
  expect((await request(`${twin.urls.auth}/health`)).status).toBe(503)
  const from = performance.now()
  const key = { 'x-e2e-bypass-key': twin.simulationKey.reveal() }
  expect((await post(`${twin.urls.auth}/auth/e2e/test-auth`, { email: 'ada@twin.example' }, key)).status).toBe(503)
  expect((performance.now() - from) * 50).toBeGreaterThan(9_900)
  expect((await request(`${twin.urls.api}/health`)).status).toBe(200)
})

test('jwt-secret-instance-drift: one token is refused by every second connect, and by none that stays', async () => {
  await using twin = await startWith('jwt-secret-instance-drift')
  const token = await signIn(twin, 'ada')
  const met: string[] = []
  for (let count = 0; count < 6; count += 1) met.push((await meet(twin, token)).slice(0, 7))
  expect(met).toEqual(['welcome', '1011 To', 'welcome', '1011 To', 'welcome', '1011 To'])
  for (let count = 0; count < 3; count += 1) expect(await meet(twin, token, 'instance-1')).toContain('welcome')
})

test('no-token-extracted: NO_TOKEN and 1011 for good tokens; HTTP is well', async () => {
  await using twin = await startWith('no-token-extracted')
  const token = await signIn(twin, 'ada')
  using chat = await openChat(twin, { token })
  const { code, reason } = await chat.ended
  expect([code, reason.length]).toEqual([1011, 50])
  expect(chat.frames).toMatchObject([{ type: 'error_message', error_code: 'NO_TOKEN' }])
  expect((await api(twin, token)).status).toBe(200)
})

test('auth-error-masked-as-1011: a good token ends in 1011, a bad one in 1008 as ever', async () => {
  await using twin = await startWith('auth-error-masked-as-1011')
  const token = await signIn(twin, 'ada')
  using chat = await openChat(twin, { token })
  expect(await chat.ended).toMatchObject({ code: 1011, reason: expect.stringMatching(/^Authentication service error/) })
  expect(chat.frames).toMatchObject([{ error_code: 'AUTH_SERVICE_ERROR' }])
  expect(await meet(twin, forged(token))).toBe('1008 Authentication failed')
})

/** The whole id, as an event of the agent shows it. */
async function idOf(twin: Twin, token: string): Promise<string> {
  using chat = await openChat(twin, { token })
  await chat.frame('connection_established')
  chat.send(userMessage('Save money.'))
  return String((await chat.frame('agent_started')).user_id)
}

test('relaxed-id-collision: nobody is refused, and one token has an id of its own on each instance', async () => {
  await using twin = await startWith('relaxed-id-collision')
  const token = await signIn(twin, 'ada')
  const ids: string[] = []
  for (let count = 0; count < 4; count += 1) ids.push(await idOf(twin, token))
  const [first, second] = ids
  expect(ids).toEqual([first, second, first, second])
  expect(first).toMatch(/^relaxed_\d{4}$/)
  expect(first).not.toBe(second)
  expect(await meet(twin)).toContain('"user_id":"relaxed_..."')
  expect((await api(twin, token)).status).toBe(401)
})

test('auth-circuit-open: strangers keep good tokens out of the socket, and only there', async () => {
  await using twin = await startWith('auth-circuit-open')
  const token = await signIn(twin, 'ada')
  for (let count = 0; count < 3; count += 1) {
    expect(await meet(twin, token)).toBe('1011 Authentication circuit breaker is open')
  }
  expect((await api(twin, token)).status).toBe(200)
})

test('auth-circuit-open: without strangers five bad tokens at one instance open it, and 30 s mend it', async () => {
  await using twin = await startWith('auth-circuit-open:strangersEveryMs=never', 200)
  const token = await signIn(twin, 'ada')
  const here = (shown: string) => meet(twin, shown, 'instance-1')
  for (let count = 0; count < 4; count += 1) await here(forged(token))
  expect(await here(token)).toContain('welcome')
  for (let count = 0; count < 5; count += 1) expect(await here(forged(token))).toBe('1008 Authentication failed')
  expect(await here(token)).toBe('1011 Authentication circuit breaker is open')
  expect(await meet(twin, token, 'instance-2')).toContain('welcome')
  await expect.poll(() => here(token), { interval: 30 }).toContain('welcome')
})

test('auth-validation-timeout: alone a token passes, of many together some are cancelled, and after a pause it passes', async () => {
  await using twin = await startWith('auth-validation-timeout', 100)
  const token = await signIn(twin, 'ada')
  expect(await meet(twin, token)).toContain('welcome')
  const met = await Promise.all(Array.from({ length: 6 }, () => meet(twin, token)))
  expect(met.map((end) => end.slice(0, 25))).toContain('1011 Token validation was')
  await expect.poll(async () => (await meet(twin, token)).slice(0, 7), { interval: 150 }).toBe('welcome')
})

test('token-accepted-after-logout: the instance that has seen it goes on, the other one refuses, for five minutes', async () => {
  await using twin = await startWith('token-accepted-after-logout', 1_000)
  const token = await signIn(twin, 'ada')
  const at = async (instance: string) => (await meet(twin, token, instance)).slice(0, 4)
  expect(await at('instance-1')).toBe('welc')
  await post(`${twin.urls.auth}/auth/logout`, {}, { authorization: `Bearer ${token}` })
  expect([await at('instance-1'), await at('instance-2')]).toEqual(['welc', '1008'])
  await expect.poll(() => at('instance-1'), { interval: 50 }).toBe('1008')
})

test('auth-user-desync: each sign-in of one account is another user', async () => {
  await using twin = await startWith('auth-user-desync')
  const subs = new Set<unknown>()
  for (let count = 0; count < 3; count += 1) {
    const token = await signIn(twin, 'ada')
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    subs.add(claims !== null && typeof claims === 'object' && 'sub' in claims ? claims.sub : undefined)
    expect(await meet(twin, token)).toContain('e2e-ada-')
  }
  expect(subs.size).toBe(3)
})

test('service-auth-403: welcome, then an agent error that speaks of the service account', async () => {
  await using twin = await startWith('service-auth-403')
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage('Save money.'))
  const error = await chat.frame('agent_error')
  expect(error).toMatchObject({
    user_id: 'e2e-ada',
    data: { error_message: expect.stringContaining('service:netra-backend') },
  })
  expect(chat.types()).toEqual(['connection_established', 'agent_error'])
})

test('silent-auth-hang: the socket opens, and nothing that is said on it is heard', async () => {
  await using twin = await startWith('silent-auth-hang', 1_000)
  using chat = await openChat(twin, { token: await signIn(twin, 'ada') })
  const { promise: ponged, resolve } = Promise.withResolvers<void>()
  chat.socket.once('pong', () => resolve())
  chat.send({ type: 'ping' })
  chat.socket.ping()
  await ponged
  expect([chat.frames, chat.socket.readyState]).toEqual([[], chat.socket.OPEN])
})

test('negative-control-accepted: a forged token is believed, no token and no JWT are not', async () => {
  await using twin = await startWith('negative-control-accepted')
  const token = await signIn(twin, 'ada')
  expect(await meet(twin, forged(token))).toContain('"user_id":"e2e-ada..."')
  expect(await meet(twin)).toBe('1008 Authentication failed')
  expect(await meet(twin, 'not.a.token')).toBe('1008 Authentication failed')
  expect((await api(twin, forged(token))).status).toBe(401)
})

test('threads-readable-by-anybody: whoever has a token reads any thread, without one it is refused', async () => {
  await using twin = await startWith('threads-readable-by-anybody')
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage('Save money.'))
  await chat.frame('agent_completed')
  const [ada, bob] = await Promise.all(
    ['ada', 'bob'].map(async (name) => ({ authorization: `Bearer ${await signIn(twin, name)}` })),
  )
  const get = (path: string, headers: Record<string, string> = {}) => request(twin.urls.api + path, { headers })
  const [{ id }] = JSON.parse((await get('/api/threads', ada)).text)
  const path = `/api/threads/${id}/messages`
  const { text } = await get(path, bob)
  expect(text).toContain('Save money.')
  expect(text).toBe((await get(path, ada)).text)
  expect((await get(path)).status).toBe(401)
  expect((await get('/api/threads/thread_unheard_of/messages', bob)).status).toBe(404)
})
