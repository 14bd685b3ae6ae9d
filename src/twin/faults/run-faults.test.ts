import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { instruction, openReady, userMessage } from '../testing/talk.ts'

function startWith(fault: string): Promise<Twin> {
  return startTwin({ dialect: 'manager', faults: [fault], seed: 'fault', timeScale: 50 })
}

/** Types of the frames after the welcome, for one prompt with a task for a tool. */
async function typesWith(fault: string, lastType: string, nth = 1): Promise<readonly string[]> {
  await using twin = await startWith(fault)
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  await chat.frame(lastType, nth)
  return chat.types().slice(1)
}

test('events-missing-partial: start and answer come, what lies between does not', async () => {
  expect(await typesWith('events-missing-partial', 'agent_completed')).toEqual(['agent_started', 'agent_completed'])
})

test('events-missing-partial: other events can be asked for', async () => {
  expect(await typesWith('events-missing-partial:events=tool_completed', 'agent_completed')).toEqual([
    'agent_started',
    'agent_thinking',
    'tool_executing',
    'agent_completed',
  ])
})

test('events-out-of-order: the start of the tool comes after its end', async () => {
  expect(await typesWith('events-out-of-order', 'agent_completed')).toEqual([
    'agent_started',
    'agent_thinking',
    'tool_completed',
    'tool_executing',
    'agent_completed',
  ])
})

test('events-duplicated: start and end come twice', async () => {
  expect(await typesWith('events-duplicated', 'agent_completed', 2)).toEqual([
    'agent_started',
    'agent_started',
    'agent_thinking',
    'tool_executing',
    'tool_completed',
    'agent_completed',
    'agent_completed',
  ])
})

test('agent-death-silent: a start, a thought, three dots, and then only pongs', async () => {
  await using twin = await startWith('agent-death-silent')
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  expect(await chat.frame('agent_response')).toMatchObject({ data: { status: '...' } })
  await chat.frame('heartbeat')
  chat.send({ type: 'ping' })
  await chat.frame('pong')
  const types = ['agent_started', 'agent_thinking', 'agent_response', 'heartbeat', 'pong']
  expect(chat.types().slice(1)).toEqual(types)
})

test.each([
  ['empty-or-trivial-answer', '...'],
  ['empty-or-trivial-answer:answer=', ''],
])('%s: all events come, and the answer is "%s"', async (fault, answer) => {
  await using twin = await startWith(fault)
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  expect(await chat.frame('agent_completed')).toMatchObject({ final_response: answer })
  expect(chat.types()).toHaveLength(6)
})

test('cross-user-event-leak: a user who says nothing gets the events of another', async () => {
  await using twin = await startWith('cross-user-event-leak')
  using ada = await openReady(twin, 'ada')
  using bob = await openReady(twin, 'bob')
  ada.send(userMessage(instruction))
  expect(await bob.frame('agent_completed')).toMatchObject({ user_id: 'e2e-ada' })
  await ada.frame('agent_completed')
  expect(bob.types()).toEqual(ada.types())
})

test('dirty-close-1006: one socket of two is cut in its run, the next round again one', async () => {
  await using twin = await startWith('dirty-close-1006')
  for (const round of ['a', 'b']) {
    using first = await openReady(twin, `first-${round}`)
    using second = await openReady(twin, `second-${round}`)
    for (const chat of [first, second]) chat.send(userMessage(instruction))
    const ends = await Promise.all(
      [first, second].map((chat) =>
        Promise.race([chat.ended.then(({ code }) => code), chat.frame('agent_completed').then(() => 'answered')]).catch(
          () => 1006,
        ),
      ),
    )
    expect(new Set(ends)).toEqual(new Set([1006, 'answered']))
  }
})
