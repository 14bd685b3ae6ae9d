import { expect, test } from 'vitest'
import type { Dialect } from '../../model/words.ts'
import type { Json } from '../json.ts'
import { startTwin } from '../start-twin.ts'
import { openChat } from '../testing/chat-client.ts'
import { signIn } from '../testing/sign-in.ts'
import { getReady, instruction, openReady, userMessage } from '../testing/talk.ts'

const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/)
const seconds = expect.any(Number)
const runId = expect.stringMatching(/^run_session_\d+_[0-9a-f]{8}_\d+_[0-9a-f]{8}$/)
const threadId = expect.stringMatching(/^thread_session_\d{1,5}_[0-9a-f]{8}$/)
const thought = expect.stringMatching(/^Looking at what is asked for: Save money/)
const answer = expect.stringContaining('1562.7390.4821')

/** All frames of one prompt, from the one that opens the socket to the last of the run. */
async function conversation(dialect: Dialect): Promise<readonly Json[]> {
  await using twin = await startTwin({ dialect, faults: [], seed: 'dialects', timeScale: 50 })
  using chat = await openReady(twin, 'monitor-a')
  chat.send(userMessage(`Save money. ${instruction}`))
  await chat.frame('agent_completed')
  return chat.frames.filter((frame) => frame.type !== 'pong')
}

const welcome = {
  type: 'connection_established',
  data: {
    mode: 'main',
    user_id: 'e2e-moni...',
    connection_id: expect.stringMatching(/^main_[0-9a-f]{8}$/),
    golden_path_events: ['agent_started', 'agent_thinking', 'tool_executing', 'tool_completed', 'agent_completed'],
    features: {
      full_business_logic: true,
      golden_path_integration: true,
      cloud_run_optimized: true,
      emergency_fallback: true,
      agent_orchestration: true,
    },
    timestamp: iso,
  },
  timestamp: seconds,
  server_id: null,
  correlation_id: null,
}

test('bridge: fields in data, a run id and no thread id', async () => {
  const top = { run_id: runId, user_id: 'e2e-monitor-a', agent_name: 'Supervisor', timestamp: iso }
  const tool = { ...top, tool_name: 'reference_formatter' }
  expect(await conversation('bridge')).toEqual([
    welcome,
    {
      type: 'agent_started',
      ...top,
      data: {
        status: 'started',
        context: { status: 'starting', isolated: true },
        message: 'Supervisor has started processing your request',
      },
    },
    {
      type: 'agent_thinking',
      ...top,
      data: {
        reasoning: thought,
        step_number: 1,
        progress_percentage: null,
        status: 'thinking',
        business_progress: {
          phase: expect.any(String),
          value_indicators: [],
          actionable_insights: [],
          technical_specificity: expect.any(String),
          business_impact: expect.any(String),
        },
      },
    },
    {
      type: 'tool_executing',
      ...tool,
      data: {
        parameters: { reference: '4821-7390-1562' },
        status: 'executing',
        message: 'Supervisor is using reference_formatter',
      },
    },
    {
      type: 'tool_completed',
      ...tool,
      results: { output: '1562.7390.4821' },
      data: {
        result: { output: '1562.7390.4821' },
        execution_time_ms: expect.any(Number),
        status: 'completed',
        message: 'Supervisor completed reference_formatter',
      },
    },
    {
      type: 'agent_completed',
      ...top,
      data: {
        status: 'completed',
        result: {
          supervisor_result: 'completed',
          orchestration_successful: true,
          user_isolation_verified: true,
          results: { Supervisor: { response: answer } },
        },
        execution_time_ms: expect.any(Number),
        message: 'Supervisor has completed processing your request',
      },
    },
  ])
})

test('manager: flat, with a thread id and no run id', async () => {
  const shared = { timestamp: seconds, user_id: 'e2e-monitor-a', thread_id: threadId, critical: true }
  const parameters = { reference: '4821-7390-1562' }
  expect(await conversation('manager')).toEqual([
    welcome,
    { type: 'agent_started', ...shared, agent_name: 'Supervisor', task_description: 'Processing request' },
    { type: 'agent_thinking', ...shared, reasoning: thought },
    {
      type: 'tool_executing',
      ...shared,
      tool_name: 'reference_formatter',
      tool_args: parameters,
      parameters,
      execution_id: null,
    },
    {
      type: 'tool_completed',
      ...shared,
      tool_name: 'reference_formatter',
      results: { output: '1562.7390.4821' },
      execution_time: expect.any(Number),
      duration: expect.any(Number),
      execution_id: null,
      success: true,
    },
    { type: 'agent_completed', ...shared, status: 'completed', final_response: answer },
  ])
})

/** The events of the payload envelope, which two dialects share. */
function payloadEvents(): readonly Json[] {
  const shared = { run_id: runId, agent_name: 'Supervisor', thread_id: threadId, timestamp: seconds }
  const tool_name = 'reference_formatter'
  return [
    { type: 'thread_created', payload: { thread_id: threadId, timestamp: seconds } },
    { type: 'agent_started', payload: shared },
    { type: 'agent_thinking', payload: { ...shared, message: thought } },
    {
      type: 'tool_executing',
      payload: { ...shared, tool_name, parameters: { reference: '4821-7390-1562' } },
    },
    { type: 'tool_completed', payload: { ...shared, tool_name, result: { output: '1562.7390.4821' } } },
    {
      type: 'agent_completed',
      payload: { ...shared, status: 'done', result: { summary: answer }, message: 'Supervisor is done' },
    },
  ]
}

test('payload: the welcome of old, everything else in payload', async () => {
  expect(await conversation('payload')).toEqual([welcome, ...payloadEvents()])
})

test('handshake: full user id, handshake, a thread with another name, everything else in payload', async () => {
  const frames = await conversation('handshake')
  const announced = expect.stringMatching(/^thread_cli_\d+_[0-9a-f]{8}$/)
  expect(frames).toEqual([
    {
      type: 'connection_established',
      data: {
        connection_id: expect.stringMatching(/^ws_conn_[0-9a-f]{16}_\d+_\d+_[0-9a-f]{8}$/),
        user_id: 'e2e-monitor-a',
      },
    },
    {
      type: 'handshake_response',
      thread_id: announced,
      request_id: expect.stringMatching(/^req_\d+_\d+_[0-9a-f]{8}$/),
      user_id: 'e2e-monitor-a',
      timestamp: iso,
      message: 'Handshake ready',
    },
    { type: 'handshake_complete', thread_id: announced, timestamp: iso },
    ...payloadEvents(),
  ])
})

test('welcome and handshake offer come in either order, and ids stay the same within a run', async () => {
  await using twin = await startTwin({ dialect: 'handshake', faults: [], seed: 'order', timeScale: 50 })
  using first = await openReady(twin, 'ada')
  using second = await openReady(twin, 'bob')
  expect(first.types().slice(0, 2)).toEqual(['connection_established', 'handshake_response'])
  expect(second.types().slice(0, 2)).toEqual(['handshake_response', 'connection_established'])
  second.send(userMessage('Save money.'))
  await second.frame('agent_completed')
  const events = second.frames.filter((frame) => String(frame.type).startsWith('agent_'))
  const runs = new Set(events.map((frame) => JSON.stringify(frame).match(/"run_id":"[^"]+"/)?.[0]))
  expect(runs.size).toBe(1)
})

test('what is sent before the handshake is over is lost', async () => {
  await using twin = await startTwin({ dialect: 'handshake', faults: [], seed: 'early', timeScale: 50 })
  using chat = await openChat(twin, { token: await signIn(twin, 'ada') })
  await chat.frame('handshake_response')
  chat.send(userMessage('Too early.'))
  await getReady(twin, chat)
  chat.send(userMessage('In time.'))
  await chat.frame('agent_completed')
  expect(chat.types().filter((type) => type === 'agent_started')).toHaveLength(1)
  expect(JSON.stringify(await chat.frame('agent_thinking'))).toContain('In time.')
})

test('without a handshake, what is sent before the welcome waits for its turn', async () => {
  await using twin = await startTwin({ dialect: 'bridge', faults: [], seed: 'early', timeScale: 50 })
  using chat = await openChat(twin, { token: await signIn(twin, 'ada') })
  chat.send(userMessage('Early.'))
  await chat.frame('agent_completed')
  expect(chat.types()[0]).toBe('connection_established')
})
