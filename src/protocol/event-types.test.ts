import { expect, test } from 'vitest'
import { canonicalType, isAgentEnd, isAgentEvent, isKnownType, isToolEvent } from './event-types.ts'

test.each([
  ['reasoning', 'agent_thinking'],
  ['agent_finished', 'agent_completed'],
  ['tool_started', 'tool_executing'],
  ['tool_call', 'tool_executing'],
  ['tool_result', 'tool_completed'],
  ['agent_failed', 'agent_error'],
  ['connect', 'connection_established'],
  ['connection_ready', 'connection_established'],
  ['factory_connection_established', 'connection_established'],
  ['error', 'error_message'],
  ['agent_started', 'agent_started'],
  ['constructor', 'constructor'],
  ['__proto__', '__proto__'],
  ['', ''],
])('%s is known as %s', (spelled, type) => {
  expect(canonicalType(spelled)).toBe(type)
})

test.each(['agent_started', 'agent_thinking', 'tool_executing', 'tool_completed', 'agent_completed'])(
  '%s is an agent event',
  (type) => {
    expect(isAgentEvent(type)).toBe(true)
  },
)

test.each(['agent_error', 'agent_death', 'progress_update', 'stream_chunk'])('%s is an agent event too', (type) => {
  expect(isAgentEvent(type)).toBe(true)
})

test.each([
  'heartbeat',
  'ping',
  'pong',
  'ack',
  'thread_created',
  'agent_response',
  'connection_established',
  'toString',
])('%s is no agent event', (type) => {
  expect(isAgentEvent(type)).toBe(false)
})

test('the ends of an agent are its completion, its error and its death', () => {
  const ends = ['agent_completed', 'agent_error', 'agent_death', 'tool_completed', 'agent_started'].filter(isAgentEnd)
  expect(ends).toEqual(['agent_completed', 'agent_error', 'agent_death'])
})

test('a tool call has two events', () => {
  const tools = ['tool_executing', 'tool_completed', 'tool_call', 'agent_completed'].filter(isToolEvent)
  expect(tools).toEqual(['tool_executing', 'tool_completed'])
})

test('every agent event is a known type, and a made-up one is not', () => {
  expect(isKnownType('partial_result')).toBe(true)
  expect(isKnownType('handshake_response')).toBe(true)
  expect(isKnownType('agent_dreaming')).toBe(false)
  expect(isKnownType('hasOwnProperty')).toBe(false)
})
