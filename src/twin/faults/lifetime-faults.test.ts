import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { type ChatClient, openChat, refusedChat } from '../testing/chat-client.ts'
import { request, signIn } from '../testing/sign-in.ts'
import { instruction, openReady, userMessage } from '../testing/talk.ts'

function startWith(fault: string, timeScale = 50): Promise<Twin> {
  return startTwin({ dialect: 'manager', faults: [fault], seed: 'life', timeScale })
}

/** For tests that open one socket after the other, on a machine that others share. Milliseconds. */
const PATIENCE_MS = 20_000

/** Opens a socket on an instance by its cookie. */
const at = (twin: Twin, user: string, instance: string) =>
  openReady(twin, user, { headers: { cookie: `GENERATED_COOKIE=${instance}` } })

/** Opens and closes as many sockets of a user on the first instance, and gives how each ended: `open` if we closed it. */
async function churn(twin: Twin, user: string, times: number): Promise<string[]> {
  const token = await signIn(twin, user)
  const ends: string[] = []
  for (let i = 0; i < times; i++) {
    using chat = await openChat(twin, { token, headers: { cookie: 'GENERATED_COOKIE=instance-1' } })
    const welcomed = chat.frame('connection_established').then(() => 'open')
    ends.push(await Promise.race([welcomed, chat.ended.then(({ code, reason }) => `${code} ${reason}`)]))
    if (ends.at(-1) === 'open') chat.socket.close(1000)
    await chat.ended
  }
  return ends
}

test(
  'manager-limit-exhausted: a user has so many connections of an instance, and no more',
  async () => {
    await using twin = await startWith('manager-limit-exhausted:cap=3', 200)
    const refused = '1011 Failed to establish connection'
    expect(await churn(twin, 'ada', 5)).toEqual(['open', 'open', 'open', refused, refused])
    expect(await churn(twin, 'bob', 1)).toEqual(['open'])
    using elsewhere = await at(twin, 'ada', 'instance-2')
    expect(elsewhere.types()).toEqual(['connection_established'])
  },
  PATIENCE_MS,
)

test(
  'manager-leak: the limit that the leak runs into is told in words',
  async () => {
    await using twin = await startWith('manager-leak:cap=2', 200)
    expect(await churn(twin, 'ada', 3)).toEqual(['open', 'open', '1011 Maximum number of managers (2) exceeded'])
  },
  PATIENCE_MS,
)

test(
  'resource-limit-cascade: one user at its limit keeps the others of its instance out',
  async () => {
    await using twin = await startWith('resource-limit-cascade:cap=2', 200)
    const refused = '1011 Failed to establish connection'
    expect(await churn(twin, 'ada', 3)).toEqual(['open', 'open', refused])
    expect(await churn(twin, 'bob', 1)).toEqual([refused])
    using elsewhere = await at(twin, 'bob', 'instance-2')
    expect(elsewhere.types()).toEqual(['connection_established'])
  },
  PATIENCE_MS,
)

test(
  'handler-accumulation: each connection makes the next one slower',
  async () => {
    await using twin = await startWith('handler-accumulation:costMs=20000', 100)
    const tookMs: number[] = []
    for (let i = 0; i < 4; i++) {
      const fromMs = Date.now()
      const [end] = await churn(twin, 'ada', 1)
      expect(end).toBe('open')
      tookMs.push((Date.now() - fromMs) * 100)
    }
    expect((tookMs[3] ?? 0) - (tookMs[0] ?? 0)).toBeGreaterThan(30_000)
  },
  PATIENCE_MS,
)

test(
  'memory-growth: every so many connections an instance dies with all its sockets',
  async () => {
    await using twin = await startWith('memory-growth:connections=3', 20)
    using held = await at(twin, 'ada', 'instance-1')
    using other = await at(twin, 'bob', 'instance-2')
    await churn(twin, 'coral', 1)
    using last = await at(twin, 'coral', 'instance-1')
    expect([(await held.ended).code, (await last.ended).code]).toEqual([1006, 1006])
    expect(other.socket.readyState).toBe(other.socket.OPEN)
  },
  PATIENCE_MS,
)

test('instance-death-mid-stream: who shares an instance with a run dies with it, once', async () => {
  await using twin = await startWith('instance-death-mid-stream')
  using alone = await at(twin, 'coral', 'instance-2')
  alone.send(userMessage(instruction))
  await alone.frame('agent_completed')
  using ada = await at(twin, 'ada', 'instance-1')
  using bob = await at(twin, 'bob', 'instance-1')
  ada.send(userMessage(instruction))
  expect([(await ada.ended).code, (await bob.ended).code]).toEqual([1006, 1006])
  expect(ada.types().at(-1)).toBe('agent_thinking')
})

test('cloud-run-timeout-kill: a socket is cut at its age, whatever goes on', async () => {
  await using twin = await startWith('cloud-run-timeout-kill:ageMs=20000', 100)
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  await chat.frame('agent_completed')
  expect((await chat.ended).code).toBe(1006)
})

test('heartbeat-2min-kill: only what the client says counts as life', async () => {
  await using twin = await startWith('heartbeat-2min-kill:quietMs=60000', 200)
  using quiet = await openReady(twin, 'ada')
  using lively = await openReady(twin, 'bob')
  const talking = setInterval(() => lively.send({ type: 'ping' }), 50)
  expect((await quiet.ended).code).toBe(1006)
  clearInterval(talking)
  expect(quiet.types()).toContain('heartbeat')
  expect(lively.socket.readyState).toBe(lively.socket.OPEN)
})

/** Waits until the twin takes the token for too old, then asks. */
async function askLate(chat: ChatClient): Promise<void> {
  chat.send(userMessage(instruction))
  await chat.frame('agent_completed')
  await chat.frame('heartbeat', 6)
  chat.send(userMessage(instruction))
}

test('token-expiry-midsession: a prompt after the end of the token is refused in words', async () => {
  await using twin = await startWith('token-expiry-midsession:lifeMs=200000', 200)
  using chat = await openReady(twin, 'ada')
  await askLate(chat)
  expect(await chat.frame('error_message')).toMatchObject({ error_code: 'TOKEN_EXPIRED' })
  expect(await chat.ended).toEqual({ code: 1008, reason: 'Authentication failed' })
})

test('token-expiry-midsession: or it is not answered at all', async () => {
  await using twin = await startWith('token-expiry-midsession:lifeMs=200000,wire=silent', 200)
  using chat = await openReady(twin, 'ada')
  await askLate(chat)
  await chat.frame('heartbeat', 7)
  expect(chat.types().filter((type) => type === 'agent_started')).toHaveLength(1)
})

test.each([
  ['events-lost-on-reconnect', 'instance-1', false],
  ['events-lost-on-reconnect', 'instance-2', false],
  ['cross-instance-delivery-gap', 'instance-1', true],
  ['cross-instance-delivery-gap', 'instance-2', false],
])('%s: who comes back to %s gets the rest: %s', async (fault, instance, getsIt) => {
  await using twin = await startWith(fault)
  const lost = await at(twin, 'ada', 'instance-1')
  lost.send(userMessage(instruction))
  await lost.frame('agent_thinking')
  lost.socket.terminate()
  using back = await at(twin, 'ada', instance)
  if (getsIt) await back.frame('agent_completed')
  else await back.frame('heartbeat')
  expect(back.types().includes('agent_completed')).toBe(getsIt)
})

test.each([
  ['cold-start-window', 403],
  ['startup-queue-500', 500],
])(
  '%s: sockets are refused with %i for a while after the first request, while health is well',
  async (fault, status) => {
    await using twin = await startWith(`${fault}:readyMs=100000`)
    expect((await request(`${twin.urls.api}/health`)).status).toBe(200)
    const token = await signIn(twin, 'ada')
    expect((await refusedChat(twin, { token })).status).toBe(status)
    await expect
      .poll(
        () =>
          openChat(twin, { token }).then(
            () => 'open',
            () => 'refused',
          ),
        { timeout: 10_000 },
      )
      .toBe('open')
  },
)

test('supervisor-not-ready: an error frame names the services, then 1011', async () => {
  await using twin = await startWith('supervisor-not-ready')
  using chat = await openChat(twin, { token: await signIn(twin, 'ada') })
  expect(await chat.frame('error_message')).toMatchObject({ error_code: 'SERVICE_INIT_FAILED' })
  expect(await chat.ended).toEqual({ code: 1011, reason: 'Service initialization failed' })
})
