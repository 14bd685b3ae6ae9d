import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { openChat } from '../testing/chat-client.ts'
import { signIn } from '../testing/sign-in.ts'
import { instruction, openReady, userMessage } from '../testing/talk.ts'

const healthyRun = ['agent_started', 'agent_thinking', 'tool_executing', 'tool_completed', 'agent_completed']

function startWith(params = ''): Promise<Twin> {
  return startTwin({ dialect: 'bridge', faults: [`fragmented-factories${params}`], seed: 'fault', timeScale: 50 })
}

test('one user alone meets the canonical factory, which is well', async () => {
  await using twin = await startWith()
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  await chat.frame('agent_completed')
  expect(chat.types()).toEqual(['connection_established', ...healthyRun])
})

test('the wrapper ends with 1011 when another factory initialises on its instance at the same time', async () => {
  await using twin = await startWith(':initMs=4000')
  const tokens = await Promise.all(['ada', 'bob', 'cy', 'dee'].map((name) => signIn(twin, name)))
  const chats = await Promise.all(tokens.map((token) => openChat(twin, { token })))
  using stack = new DisposableStack()
  for (const chat of chats) stack.use(chat)
  const ends = await Promise.all(
    chats.map((chat) => Promise.race([chat.ended, chat.frame('connection_established').catch(() => chat.ended)])),
  )
  const refused = ends.filter((end) => 'code' in end)
  expect(refused).toEqual([{ code: 1011, reason: 'Factory SSOT validation failed' }])
})

test('the wrapper is well when it initialises alone', async () => {
  await using twin = await startWith()
  using _first = await openReady(twin, 'ada')
  using second = await openReady(twin, 'bob')
  second.send(userMessage(instruction))
  await second.frame('agent_completed')
  expect(second.types()).toEqual(['connection_established', ...healthyRun])
})

test('what the re-export makes sends its events to every socket of the instance', async () => {
  await using twin = await startWith()
  using first = await openReady(twin, 'ada')
  const cookie = String(first.upgradeHeaders['set-cookie']).split(';', 1)[0] ?? ''
  using _second = await openReady(twin, 'bob')
  using third = await openReady(twin, 'cy', { headers: { cookie } })
  third.send(userMessage(instruction))
  expect(await first.frame('agent_completed')).toMatchObject({ user_id: 'e2e-cy' })
  await third.frame('agent_completed')
  expect(third.types()).toEqual(['connection_established', ...healthyRun])
})

test('the factory without a bridge answers, but sends no agent event', async () => {
  await using twin = await startWith()
  using stack = new DisposableStack()
  for (const name of ['ada', 'bob', 'cy']) stack.use(await openReady(twin, name))
  using chat = await openReady(twin, 'dee')
  chat.send(userMessage(instruction))
  await chat.frame('agent_response')
  expect(chat.types()).toEqual(['connection_established', 'agent_response'])
})

test('a factory without its defect is well', async () => {
  await using twin = await startWith(':defects=init-race')
  using stack = new DisposableStack()
  for (const name of ['ada', 'bob', 'cy']) stack.use(await openReady(twin, name))
  using chat = await openReady(twin, 'dee')
  chat.send(userMessage(instruction))
  await chat.frame('agent_completed')
  expect(chat.types()).toEqual(['connection_established', ...healthyRun])
})
