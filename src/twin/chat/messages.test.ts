import { expect, test } from 'vitest'
import { startTwin } from '../start-twin.ts'
import { instruction, openReady, userMessage } from '../testing/talk.ts'

const bridge = { dialect: 'bridge', faults: [], seed: 'messages', timeScale: 50 } as const
const outer = { timestamp: expect.any(Number), server_id: null, correlation_id: null }

test.each([
  [
    { type: 'ping', timestamp: 1 },
    { type: 'pong', data: { timestamp: expect.any(String), user_id: 'e2e-ada' }, ...outer },
  ],
  [
    { type: 'heartbeat' },
    { type: 'heartbeat_ack', data: { timestamp: expect.any(String), status: 'healthy' }, ...outer },
  ],
  [
    { type: 'connect' },
    {
      type: 'system_message',
      data: { status: 'connected', user_id: 'e2e-ada', timestamp: expect.any(String) },
      ...outer,
    },
  ],
  [
    { type: 'agent_dance' },
    {
      type: 'ack',
      received_type: 'agent_dance',
      timestamp: expect.any(Number),
      user_id: 'e2e-ada',
      status: 'acknowledged',
    },
  ],
  [
    { type: 'user_message', text: 'outside of payload' },
    { type: 'error', message: 'Please enter a message' },
  ],
  [
    { type: 'chat_message', data: { content: 'in data' } },
    { type: 'error', message: 'Please enter a message' },
  ],
])('%o is answered', async (message, reply) => {
  await using twin = await startTwin(bridge)
  using chat = await openReady(twin, 'ada')
  chat.send(message)
  expect(await chat.frame(reply.type)).toEqual(reply)
})

test.each(['{', '[1]', '"text"', '7', 'null', '', '\u0000'])(
  '%j is not a message, and the socket stays open',
  async (text) => {
    await using twin = await startTwin(bridge)
    using chat = await openReady(twin, 'ada')
    chat.send(text)
    expect(await chat.frame('error_message')).toEqual({
      type: 'error_message',
      error_code: 'JSON_PARSE_ERROR',
      error_message: 'Invalid JSON format',
      details: {},
      timestamp: expect.any(Number),
      recovery_suggestions: null,
    })
    chat.send({ type: 'ping' })
    expect((await chat.frame('pong')).type).toBe('pong')
  },
)

test.each([
  { type: 'user_message', payload: { content: 'Save money.' } },
  { type: 'user_message', payload: { message: 'Save money.' } },
  { type: 'chat_message', payload: { text: 'Save money.' } },
  { type: 'message', payload: { content: 'Save money.' } },
  { type: 'chat', payload: { content: 'Save money.' } },
  { type: 'start_agent', payload: { user_request: 'Save money.', thread_id: null } },
  { type: 'execute_agent', payload: { user_request: 'Save money.' } },
])('%o starts a run', async (message) => {
  await using twin = await startTwin(bridge)
  using chat = await openReady(twin, 'ada')
  chat.send(message)
  expect(JSON.stringify(await chat.frame('agent_thinking'))).toContain('Save money.')
})

test('a start_agent without a request is dropped without a word', async () => {
  await using twin = await startTwin(bridge)
  using chat = await openReady(twin, 'ada')
  chat.send({ type: 'start_agent', payload: { content: 'not here' } })
  chat.send({ type: 'ping' })
  await chat.frame('pong')
  expect(chat.types()).toEqual(['connection_established', 'pong'])
})

test('two runs of one socket share its thread, have run ids of their own and both end', async () => {
  await using twin = await startTwin({ ...bridge, dialect: 'payload' })
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(`First. ${instruction}`))
  await chat.frame('agent_completed')
  chat.send(userMessage('Second.'))
  await chat.frame('agent_completed', 2)
  const ids = chat.frames.flatMap((frame) => JSON.stringify(frame).match(/"run_id":"[^"]+"/)?.[0] ?? [])
  const threads = chat.frames.flatMap((frame) => JSON.stringify(frame).match(/"thread_id":"[^"]+"/)?.[0] ?? [])
  expect(new Set(ids).size).toBe(2)
  expect(new Set(threads).size).toBe(1)
  expect(chat.types().filter((type) => type === 'thread_created')).toHaveLength(1)
})

test('an answer without a task uses no tool and is still worth reading', async () => {
  await using twin = await startTwin({ ...bridge, dialect: 'manager' })
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage('Save money.'))
  const { final_response } = await chat.frame('agent_completed')
  expect(String(final_response).length).toBeGreaterThan(50)
  expect(chat.types()).toEqual(['connection_established', 'agent_started', 'agent_thinking', 'agent_completed'])
})

test('a user is told what that user said, and nothing of others', async () => {
  await using twin = await startTwin({ ...bridge, dialect: 'manager' })
  using ada = await openReady(twin, 'ada')
  using bob = await openReady(twin, 'bob')
  ada.send(userMessage('Remember this about me: my project is called lantern-1.'))
  bob.send(userMessage('Remember that my project is called meadow-2.'))
  await Promise.all([ada.frame('agent_completed'), bob.frame('agent_completed')])
  using later = await openReady(twin, 'ada')
  using stranger = await openReady(twin, 'eve')
  for (const chat of [later, stranger]) chat.send(userMessage('Which project names do you remember?'))
  const known = await later.frame('agent_completed')
  expect(known.final_response).toContain('my project is called lantern-1')
  expect(JSON.stringify(later.frames)).not.toContain('meadow-2')
  expect((await stranger.frame('agent_completed')).final_response).toContain('You have not told me anything yet.')
})

test('users who talk at the same time get their own events only', async () => {
  await using twin = await startTwin({ ...bridge, dialect: 'payload' })
  const names = ['ada', 'bob', 'eve', 'joe']
  const chats = await Promise.all(names.map((name) => openReady(twin, name)))
  for (const [i, chat] of chats.entries()) chat.send(userMessage(`This is ${names[i]}. ${instruction}`))
  await Promise.all(chats.map((chat) => chat.frame('agent_completed')))
  for (const [i, chat] of chats.entries()) {
    const seen = JSON.stringify(chat.frames)
    expect(chat.types().filter((type) => type === 'agent_completed')).toHaveLength(1)
    expect(names.filter((name) => seen.includes(`This is ${name}`))).toEqual([names[i]])
    chat.socket.terminate()
  }
})
