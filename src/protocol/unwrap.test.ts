import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds } from './property.arbitrary.ts'
import { unwrap } from './unwrap.ts'
import { logicalEvent, type Wrapping, wrappings } from './wire-event.arbitrary.ts'
import type { WireEvent } from './wire-event.ts'

function events(message: unknown): readonly WireEvent[] {
  const unwrapped = unwrap(JSON.stringify(message))
  return unwrapped.kind === 'events' ? unwrapped.events : []
}

function only(message: unknown): WireEvent {
  const [event, ...rest] = events(message)
  if (event === undefined || rest.length > 0) throw new Error(`expected one event in ${JSON.stringify(message)}`)
  return event
}

function canonical(event: WireEvent): unknown {
  const { fields: _fields, envelope: _envelope, drift: _drift, ...rest } = event
  return rest
}

describe('dialects', () => {
  test('a bridge event', () => {
    const event = only({
      type: 'tool_completed',
      run_id: 'run_1',
      user_id: 'e2e-moni',
      agent_name: 'Supervisor',
      tool_name: 'cost_analyzer',
      timestamp: '2025-09-18T15:00:01+00:00',
      results: {},
      data: { result: { saved: 5 }, execution_time_ms: 812, status: 'completed', message: 'done' },
    })
    expect(event).toMatchObject({
      type: 'tool_completed',
      envelope: 'bridge',
      agent: 'Supervisor',
      tool: 'cost_analyzer',
      runId: 'run_1',
      userId: 'e2e-moni',
      result: { saved: 5 },
      timestampMs: Date.UTC(2025, 8, 18, 15, 0, 1),
      drift: [],
    })
  })

  test('a flat event of the manager', () => {
    const event = only({
      type: 'tool_executing',
      tool_name: 'cost_analyzer',
      tool_args: {},
      parameters: {},
      execution_id: null,
      timestamp: 1_758_207_601.5,
      user_id: 'u',
      thread_id: 't',
      critical: true,
    })
    expect(event).toMatchObject({
      envelope: 'flat',
      tool: 'cost_analyzer',
      executionId: null,
      threadId: 't',
      drift: [],
    })
    expect(event.timestampMs).toBe(1_758_207_601_500)
  })

  test('a payload event', () => {
    const event = only({
      type: 'agent_started',
      payload: { run_id: 'r', agent_name: 'netra-assistant', thread_id: 't' },
    })
    expect(event).toMatchObject({ envelope: 'payload', agent: 'netra-assistant', runId: 'r', threadId: 't', drift: [] })
  })

  test('a demo event names agent and tool in its own way', () => {
    const event = only({
      type: 'tool_executing',
      agent: 'Optimizer',
      tool: 'search',
      run_id: 'r',
      message: 'Executing',
    })
    expect(event).toMatchObject({ agent: 'Optimizer', tool: 'search', thought: null })
    expect(event.result).toBeUndefined()
  })

  test('the emitter names the agent of a thought in its metadata', () => {
    const event = only({ type: 'reasoning', reasoning: 'hm', metadata: { step_number: 1, agent_name: 'Triage' } })
    expect(event).toMatchObject({ type: 'agent_thinking', rawType: 'reasoning', agent: 'Triage', thought: 'hm' })
    expect(event.drift).toEqual([{ kind: 'alias', name: 'reasoning' }])
  })

  test('the payload of a completion can be the response itself', () => {
    const event = only({ type: 'agent_completed', payload: { thread_id: 't', analysis: 'spend less' } })
    expect(event.result).toEqual({ analysis: 'spend less' })
    expect(event.drift).toEqual([])
  })

  test('an empty answer is not replaced by the status message beside it', () => {
    const event = only({ type: 'agent_completed', data: { result: '', message: 'Supervisor has completed' } })
    expect(event.result).toBe('')
  })

  test('an answer of null is none, and then the message is the answer', () => {
    expect(only({ type: 'agent_completed', final_response: null, message: 'spend less' }).result).toBe('spend less')
  })

  test('a system message can be nobody else’s wrapper', () => {
    const event = only({ type: 'system_message', data: { status: 'connected', user_id: 'u' } })
    expect(event).toMatchObject({ type: 'system_message', envelope: 'bridge', userId: 'u' })
  })

  test('the live welcome of 2025-09-08 is one', () => {
    const event = only({
      type: 'system_message',
      data: { event: 'connection_established', connection_id: 'ws_1', user_id: 'staging-e2e-user-003' },
    })
    expect(event).toMatchObject({ type: 'connection_established', envelope: 'system', userId: 'staging-e2e-user-003' })
  })

  test('an inner type never replaces the outer one', () => {
    const event = only({ type: 'agent_response', data: { type: 'agent_completed', content: 'hi' } })
    expect(event).toMatchObject({ type: 'agent_response', fields: { type: 'agent_response' }, result: 'hi' })
  })
})

describe('batches', () => {
  test('share what the batch says of all, but not over what an event says itself', () => {
    const [first, second] = events({
      type: 'event_batch',
      user_id: 'u',
      batch_size: 2,
      events: [
        { type: 'agent_started', agent_name: 'A' },
        { type: 'agent_thinking', user_id: 'other', reasoning: 'hm' },
      ],
    })
    expect(first).toMatchObject({ envelope: 'batch', type: 'agent_started', userId: 'u' })
    expect(second).toMatchObject({ envelope: 'batch', type: 'agent_thinking', userId: 'other' })
  })

  test('as a map are put in the order of their timestamps', () => {
    const all = events({
      type: 'event_batch',
      events: {
        tool_completed: [
          { tool_name: 'a', timestamp: 1_758_000_003 },
          { tool_name: 'b', timestamp: 1_758_000_005 },
        ],
        tool_executing: [
          { tool_name: 'a', timestamp: 1_758_000_002 },
          { tool_name: 'b', payload: { timestamp: 1_758_000_004 } },
        ],
      },
    })
    expect(all.map(({ type, tool }) => `${type} ${tool}`)).toEqual([
      'tool_executing a',
      'tool_completed a',
      'tool_executing b',
      'tool_completed b',
    ])
  })

  test('as a map without timestamps come in the order of the five events', () => {
    const all = events({
      type: 'event_batch',
      timestamp: 1_758_000_000,
      events: {
        agent_error: [{}],
        agent_completed: [{}],
        thread_created: {},
        agent_started: [{}, {}],
        reasoning: [{}],
      },
    })
    const types = [
      'thread_created',
      'agent_started',
      'agent_started',
      'agent_thinking',
      'agent_error',
      'agent_completed',
    ]
    expect(all.map(({ type }) => type)).toEqual(types)
  })

  test('that are empty hold no events', () => {
    expect(events({ type: 'event_batch', events: {} })).toEqual([])
    expect(events({ type: 'event_batch', events: [] })).toEqual([])
  })

  test.each([undefined, null, 'agent_started', 3])('with %j for events are one event with drift', (list) => {
    const event = only({ type: 'event_batch', events: list })
    expect(event.type).toBe('event_batch')
    expect(event.drift).toMatchObject([{ kind: 'missing_field' }])
  })

  test('of the largest size are opened, as list and as map', () => {
    const items = Array.from({ length: 10_000 }, () => ({}))
    expect(events({ type: 'event_batch', events: items })).toHaveLength(10_000)
    expect(events({ type: 'event_batch', events: { agent_thinking: items } })).toHaveLength(10_000)
    expect(only({ type: 'event_batch', events: { agent_thinking: [...items, {}] } }).type).toBe('event_batch')
  })

  test('too large to be anybody’s conversation are not opened', () => {
    expect(only({ type: 'event_batch', events: Array.from({ length: 10_001 }, () => ({})) }).type).toBe('event_batch')
  })

  test('inside a batch are not opened', () => {
    expect(only({ type: 'batch', events: [{ type: 'batch', events: [{ type: 'agent_started' }] }] }).type).toBe(
      'event_batch',
    )
  })

  test('keep items that are no objects visible', () => {
    const [event] = events({ type: 'batch', events: ['agent_started'] })
    expect(event).toMatchObject({ type: 'untyped', fields: { content: 'agent_started' } })
  })
})

describe('drift', () => {
  test.each([
    [{ type: 'agent_dreaming' }, { kind: 'unknown_type', name: 'agent_dreaming' }],
    [
      { type: 'heartbeat', mood: 'good' },
      { kind: 'unknown_field', name: 'mood' },
    ],
    [
      { type: 'heartbeat', __proto_: 1 },
      { kind: 'unknown_field', name: '__proto_' },
    ],
    [{ type: 'tool_executing' }, { kind: 'missing_field', name: 'tool_name' }],
    [
      { type: 'agent_completed', status: 'completed' },
      { kind: 'missing_field', name: 'result' },
    ],
    [{ type: 'handshake_response' }, { kind: 'missing_field', name: 'thread_id' }],
    [{ data: {} }, { kind: 'missing_field', name: 'type' }],
    [
      { type: 'heartbeat', payload: {}, data: {} },
      { kind: 'envelope', name: 'payload+data' },
    ],
    [
      { type: 'heartbeat', data: { payload: {} } },
      { kind: 'envelope', name: 'data.payload' },
    ],
    [{ message_type: 'heartbeat' }, { kind: 'alias', name: 'message_type' }],
    [
      { type: 'pong', userId: 'u' },
      { kind: 'alias', name: 'userId' },
    ],
    [
      { type: 'connect', data: { user_id: 'u' } },
      { kind: 'alias', name: 'connect' },
    ],
  ])('of %j is recorded', (message, drift) => {
    expect(only(message).drift).toEqual([drift])
  })

  test('is bounded in number and length, whatever the frame', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field_${index}_${'x'.repeat(200)}`, 1]))
    const { drift } = only({ type: 'heartbeat', ...many })
    expect(drift).toHaveLength(20)
    expect(drift.every(({ name }) => name.length <= 80)).toBe(true)
  })
})

describe('hostile input', () => {
  test.each([
    ['', 'empty text'],
    [' \n', 'empty text'],
    ['{', 'no valid JSON'],
    ['{"type":"ping"}{"type":"pong"}', 'no valid JSON'],
    ['\uFEFF{}', 'no valid JSON'],
    ['null', 'expected a JSON object, got null'],
    ['[{"type":"agent_started"}]', 'expected a JSON object, got an array'],
    ['42', 'expected a JSON object, got a number'],
    ['"agent_started"', 'expected a JSON object, got a string'],
    ['true', 'expected a JSON object, got a boolean'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'expected a JSON object, got an array'],
    [`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'JSON nested deeper than 256 levels'],
    ['x'.repeat(4 * 1024 * 1024 + 1), 'text of 4194305 characters, at most 4194304 are read'],
  ])('%.40s is malformed', (text, problem) => {
    expect(unwrap(text)).toEqual({ kind: 'malformed', problem })
  })

  test.each([{}, { type: 5 }, { type: null }, { type: '' }, { type: { type: 'ping' } }, { type: ['ping'] }])(
    '%j is an event without a type',
    (message) => {
      expect(only(message)).toMatchObject({ type: 'untyped', rawType: '', drift: [{ name: 'type' }] })
    },
  )

  test('a member called __proto__ is a member like any other', () => {
    const unwrapped = unwrap(
      '{"type":"agent_started","__proto__":{"agent_name":"evil"},"data":{"__proto__":{"run_id":"evil"}}}',
    )
    const [event] = unwrapped.kind === 'events' ? unwrapped.events : []
    expect(event).toMatchObject({ type: 'agent_started', agent: null, runId: null })
    expect(Object.getPrototypeOf(event?.fields)).toBe(Object.prototype)
    expect('agent_name' in Object.prototype).toBe(false)
  })

  test('fields of the wrong kind are not read, and wrappers that are no objects stay fields', () => {
    const event = only({ type: 'agent_started', agent_name: { name: 'A' }, run_id: ['r'], payload: 'p', data: 5 })
    expect(event).toMatchObject({ agent: null, runId: null, envelope: 'flat', fields: { payload: 'p', data: 5 } })
  })

  test('ids that are numbers are read as text', () => {
    expect(only({ type: 'agent_started', user_id: 117, execution_id: 0 })).toMatchObject({
      userId: '117',
      executionId: '0',
    })
  })

  test('a large answer is an event', () => {
    expect(only({ type: 'agent_completed', result: '💸'.repeat(100_000) }).result).toHaveLength(200_000)
  })

  test('no text makes it throw', () => {
    holds(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        (text) => {
          expect(['events', 'malformed']).toContain(unwrap(text).kind)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('no JSON in the places where a dialect keeps something makes it throw', () => {
    const places = [
      'type',
      'message_type',
      'event',
      'events',
      'payload',
      'data',
      'metadata',
      'timestamp',
      'run_id',
      'result',
    ]
    const nested = fc.dictionary(fc.constantFrom(...places, '__proto__', 'constructor'), fc.jsonValue())
    const message = fc.dictionary(
      fc.constantFrom(...places),
      fc.oneof(fc.jsonValue(), nested, fc.constantFrom('event_batch', 'system_message')),
    )
    holds(
      fc.property(message, (value) => {
        expect(unwrap(JSON.stringify(value)).kind).toBe('events')
      }),
      { numRuns: 1_000 },
    )
  })
})

describe.each(Object.entries(wrappings))('the envelope %s', (_name, wrap: Wrapping) => {
  test('gives the same canonical event as the flat one', () => {
    holds(
      fc.property(logicalEvent, (event) => {
        const flat = only({ ...event.fields, type: event.type })
        expect(canonical(only(wrap(event)))).toEqual(canonical(flat))
      }),
    )
  })
})
