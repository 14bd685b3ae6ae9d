import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { post } from '../testing/sign-in.ts'
import { instruction, openReady, userMessage } from '../testing/talk.ts'

function startWith(fault: string, timeScale = 50): Promise<Twin> {
  return startTwin({ dialect: 'manager', faults: [fault], seed: 'agent', timeScale })
}

test.each([
  ['agent-registry-empty', ['agent_started', 'agent_error'], /not found\. Available agents: \[\]/],
  ['llm-unavailable', ['agent_started', 'agent_thinking', 'agent_error'], /^LLM Manager not available$/],
  ['context-serialization-failure', ['agent_started', 'agent_thinking', 'agent_error'], /^cannot pickle '_contextvars/],
  ['timeout-hierarchy-inversion', ['agent_started', 'agent_thinking', 'agent_error'], /timed out after 10 seconds/],
])('%s ends the run in an agent error that says why', async (fault, types, words) => {
  await using twin = await startWith(fault)
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  expect((await chat.frame('agent_error')).error).toMatch(words)
  expect(chat.types().slice(1)).toEqual(types)
})

test('timeout-hierarchy-inversion: the error always comes at the same age of the run', async () => {
  await using twin = await startWith('timeout-hierarchy-inversion:afterMs=2000')
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  const started = await chat.frame('agent_started')
  const failed = await chat.frame('agent_error')
  const tookMs = (Number(failed.timestamp) - Number(started.timestamp)) * 1_000 * 50
  expect(tookMs).toBeGreaterThan(1_500)
  expect(failed.error).toContain('2 seconds')
})

test.each(['bridge', 'payload'] as const)('an agent error has the shape of %s', async (dialect) => {
  await using twin = await startTwin({ dialect, faults: ['llm-unavailable'], seed: 'agent', timeScale: 50 })
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  const frame = await chat.frame('agent_error')
  const { data, payload } = frame
  expect(dialect === 'bridge' ? data : payload).toMatchObject({ status: 'error' })
  expect(JSON.stringify(frame)).toContain('LLM Manager not available')
})

test.each(['agent-never-starts', 'agent-service-none-200'])('%s: only pongs follow the prompt', async (fault) => {
  await using twin = await startWith(fault)
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  await chat.frame('heartbeat')
  chat.send({ type: 'ping' })
  await chat.frame('pong')
  expect(chat.types().slice(1)).toEqual(['heartbeat', 'pong'])
})

test('agent-service-none-200: over HTTP the missing service looks like success', async () => {
  await using twin = await startWith('agent-service-none-200')
  const answer = await post(`${twin.urls.api}/api/agents/execute`, { type: 'supervisor', message: 'Save money.' })
  expect([answer.status, answer.json.status]).toEqual([200, 'service_unavailable'])
})

test('db-session-failure-midrun: a thread is found once', async () => {
  await using twin = await startWith('db-session-failure-midrun')
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  await chat.frame('agent_completed')
  chat.send(userMessage(instruction))
  expect((await chat.frame('agent_error')).error).toBe('404: Thread not found')
  using other = await openReady(twin, 'bob')
  other.send(userMessage(instruction))
  await other.frame('agent_completed')
})

test('orchestrator-none-fallback: an answer that looks like success, and no tool', async () => {
  await using twin = await startWith('orchestrator-none-fallback')
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  expect((await chat.frame('agent_completed')).final_response).toMatch(/fallback.*orchestrator/)
  expect(chat.types().slice(1)).toEqual(['agent_started', 'agent_thinking', 'agent_completed'])
})

test('answer-timeout: thoughts come, and no end', async () => {
  await using twin = await startWith('answer-timeout', 2_000)
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage(instruction))
  await chat.frame('agent_thinking', 12)
  expect(chat.types()).not.toContain('agent_completed')
})
