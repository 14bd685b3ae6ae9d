import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { openChat } from '../testing/chat-client.ts'
import { signIn } from '../testing/sign-in.ts'
import { instruction, openReady, userMessage } from '../testing/talk.ts'

function startWith(fault: string): Promise<Twin> {
  return startTwin({ dialect: 'manager', faults: [fault], seed: 'routing', timeScale: 50 })
}

/** What the API says to a user: status and body. */
async function get(twin: Twin, path: string, localPart: string): Promise<{ status: number; body: string }> {
  const headers = { authorization: `Bearer ${await signIn(twin, localPart)}` }
  const reply = await fetch(twin.urls.api + path, { headers })
  return { status: reply.status, body: await reply.text() }
}

/** Messages of the newest thread of a user, once there are as many as expected. */
async function stored(twin: Twin, localPart: string, count: number): Promise<string> {
  let body = ''
  await expect
    .poll(async () => {
      const threads: { id: string }[] = JSON.parse((await get(twin, '/api/threads', localPart)).body)
      body = (await get(twin, `/api/threads/${threads.at(-1)?.id ?? 'none'}/messages`, localPart)).body
      return body.match(/"role"/g)?.length ?? 0
    })
    .toBe(count)
  return body
}

/** Types that come between a prompt and the pong to a ping right behind it. */
async function typesUntilPong(twin: Twin): Promise<readonly string[]> {
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  chat.send({ type: 'ping' })
  await chat.frame('pong')
  return chat.types().slice(1)
}

test.each([
  ['handler-protocol-missing', ['pong']],
  ['agent-handler-setup-failed-silent', ['pong']],
  ['unknown-type-acked', ['ack', 'pong']],
  ['state-machine-stuck-connecting', ['error_message', 'pong']],
  ['mode-echo-trap', ['agent_response', 'pong']],
])('%s: a prompt and a ping get %j', async (fault, types) => {
  await using twin = await startWith(fault)
  expect(await typesUntilPong(twin)).toEqual(types)
})

test('the route that starts agents is there, but for agent-handler-setup-failed-silent', async () => {
  await using healthy = await startWith('handler-protocol-missing')
  await using broken = await startWith('agent-handler-setup-failed-silent')
  expect((await get(healthy, '/api/agent/v2/execute', 'ada')).status).toBe(405)
  expect((await get(broken, '/api/agent/v2/execute', 'ada')).status).toBe(404)
})

test.each([
  ['events-silently-dropped', 0],
  ['connection-never-registered', 1],
])('%s: the answer is stored, and of the run came %i frames', async (fault, frames) => {
  await using twin = await startWith(fault)
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  expect(await stored(twin, 'ada', 2)).toContain('1562.7390.4821')
  expect(chat.types().slice(1)).toEqual(Array.from({ length: frames }, () => 'ack'))
})

test('eventless-engine: the answer comes by itself and is stored', async () => {
  await using twin = await startWith('eventless-engine')
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  expect(JSON.stringify(await chat.frame('agent_response'))).toContain('1562.7390.4821')
  expect(chat.types().slice(1)).toEqual(['agent_response'])
  expect(await stored(twin, 'ada', 2)).toContain('1562.7390.4821')
})

test('thread-user-routing-gap: the second message of a thread is answered in the thread only', async () => {
  await using twin = await startWith('thread-user-routing-gap')
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  await chat.frame('agent_completed')
  const before = chat.types().length
  chat.send(userMessage(instruction))
  await stored(twin, 'ada', 4)
  expect(chat.types().slice(before)).toEqual([])
})

/** Two sockets of one instance, of which the first or the second speaks: who gets its end, and who nothing. */
async function whoHears(fault: string, speaks: 'first' | 'second'): Promise<string> {
  await using twin = await startWith(fault)
  using first = await openReady(twin, 'ada')
  const cookie = String(first.upgradeHeaders['set-cookie']).split(';', 1)[0] ?? ''
  using second = await openReady(twin, 'bob', { headers: { cookie } })
  const speaker = speaks === 'first' ? first : second
  speaker.send(userMessage(instruction))
  const heard = await Promise.race([
    first.frame('agent_completed').then(() => 'first'),
    second.frame('agent_completed').then(() => 'second'),
  ])
  const other = heard === 'first' ? second : first
  expect(other.types().slice(1)).toEqual([])
  return heard
}

test.each([
  ['shared-handler-last-writer-wins', 'first', 'second'],
  ['shared-handler-last-writer-wins', 'second', 'second'],
  ['first-handler-wins', 'first', 'first'],
  ['first-handler-wins', 'second', 'first'],
] as const)('%s: what the %s causes goes to the %s', async (fault, speaks, hears) => {
  expect(await whoHears(fault, speaks)).toBe(hears)
})

test('tool-registry-duplicate: the second socket of an instance is closed', async () => {
  await using twin = await startWith('tool-registry-duplicate')
  using first = await openReady(twin, 'ada')
  const cookie = String(first.upgradeHeaders['set-cookie']).split(';', 1)[0] ?? ''
  using second = await openChat(twin, { token: await signIn(twin, 'bob'), headers: { cookie } })
  expect(await second.ended).toEqual({ code: 1011, reason: 'modelmetaclass already registered' })
})
