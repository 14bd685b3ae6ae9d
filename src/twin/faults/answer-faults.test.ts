import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import type { ChatClient } from '../testing/chat-client.ts'
import { instruction, openReady, userMessage } from '../testing/talk.ts'

const five = ['agent_started', 'agent_thinking', 'tool_executing', 'tool_completed', 'agent_completed']
const proof = '1562.7390.4821'

function startWith(fault: string, timeScale = 50): Promise<Twin> {
  return startTwin({ dialect: 'manager', faults: [fault], seed: 'answer', timeScale })
}

/** Asks and gives the answer to the nth question. */
async function ask(chat: ChatClient, content: string, nth = 1): Promise<string> {
  chat.send(userMessage(content))
  return String((await chat.frame('agent_completed', nth)).final_response)
}

test.each([
  ['llm-apology-success', /^I apologize, but our AI service is temporarily unavailable/],
  ['canned-or-fabricated-answer', /Estimated Annual Savings: \$125,000/],
  ['answer-echo', /Take the reference 4821-7390-1562/],
  ['answer-without-nonce', /^[A-Z].{50,}\.$/],
])('%s: all five events come, and the answer does not do what was asked', async (fault, words) => {
  await using twin = await startWith(fault)
  using chat = await openReady(twin, 'ada')
  const answer = await ask(chat, instruction)
  expect(chat.types().slice(1)).toEqual(five)
  expect(answer).toMatch(words)
  expect(answer).not.toContain(proof)
})

test('canned-or-fabricated-answer: the tool is the simulator’s, and the pace as well', async () => {
  await using twin = await startWith('canned-or-fabricated-answer', 5)
  using chat = await openReady(twin, 'ada')
  await ask(chat, instruction)
  expect(chat.frames.find(({ type }) => type === 'tool_executing')).toMatchObject({ tool_name: 'analysis_tool' })
  const times = chat.frames.slice(1).map(({ timestamp }) => Number(timestamp) * 1_000 * 5)
  for (const [index, atMs] of times.slice(1).entries()) expect(atMs - (times[index] ?? 0)).toBeGreaterThan(90)
})

test('llm-slow: the answer is right, and late by what was asked for', async () => {
  await using twin = await startWith('llm-slow:answerMs=4000')
  using chat = await openReady(twin, 'ada')
  expect(await ask(chat, instruction)).toContain(proof)
  const [thought, end] = ['tool_completed', 'agent_completed'].map((type) =>
    Number(chat.frames.find((frame) => frame.type === type)?.timestamp),
  )
  expect(((end ?? 0) - (thought ?? 0)) * 1_000 * 50).toBeGreaterThanOrEqual(3_900)
})

test('events-burst: nothing comes before the end, then all of it in order', async () => {
  await using twin = await startWith('events-burst', 5)
  using chat = await openReady(twin, 'ada')
  const arrivals: number[] = []
  chat.socket.on('message', () => arrivals.push(performance.now()))
  const askedMs = performance.now()
  expect(await ask(chat, instruction)).toContain(proof)
  expect(chat.types().slice(1)).toEqual(five)
  const [first = 0] = arrivals
  expect(first - askedMs).toBeGreaterThan((arrivals.at(-1) ?? 0) - first)
})

test('llm-cache-cross-user: who asks the same with other numbers gets the answer of who asked first', async () => {
  await using twin = await startWith('llm-cache-cross-user')
  using ada = await openReady(twin, 'ada')
  using bob = await openReady(twin, 'bob')
  const first = await ask(ada, instruction)
  expect(await ask(bob, instruction.replace('4821', '9999'))).toBe(first)
  expect(await ask(bob, `Be brief. ${instruction}`, 2)).not.toBe(first)
})

test('cross-user-state-bleed: the agent tells each what anybody told it', async () => {
  await using twin = await startWith('cross-user-state-bleed')
  using ada = await openReady(twin, 'ada')
  using bob = await openReady(twin, 'bob')
  await ask(ada, 'Remember this about me: my project is called lantern-1.')
  const answer = await ask(bob, 'Which project names do you remember?')
  expect(answer).toContain('lantern-1')
})

test('broadcast-to-all-handler: a message of one user is announced to all, without a word of it', async () => {
  await using twin = await startWith('broadcast-to-all-handler')
  using ada = await openReady(twin, 'ada')
  using bob = await openReady(twin, 'bob')
  await ask(ada, instruction)
  expect(await bob.frame('broadcast')).toMatchObject({ data: { recipients: 2 } })
  expect(JSON.stringify(bob.frames)).not.toMatch(/4821|e2e-ada/)
  ada.send({ type: 'ping' })
  await ada.frame('pong')
  expect(bob.types().filter((type) => type === 'broadcast')).toHaveLength(1)
})

test('identity-collapse: everybody is whoever came first', async () => {
  await using twin = await startWith('identity-collapse')
  using ada = await openReady(twin, 'ada')
  using bob = await openReady(twin, 'bob')
  const named = [ada, bob].map((chat) => chat.frames[0]?.data)
  expect(named).toEqual([
    expect.objectContaining({ user_id: 'e2e-ada...' }),
    expect.objectContaining({ user_id: 'e2e-ada...' }),
  ])
})
