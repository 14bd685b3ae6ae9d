import * as fc from 'fast-check'

/** One event as an agent means it, before a server wraps it. */
export type LogicalEvent = { readonly type: string; readonly fields: Readonly<Record<string, unknown>> }

/** A way to put an event on the wire. */
export type Wrapping = (event: LogicalEvent) => Readonly<Record<string, unknown>>

/** Every envelope of protocol.md §3.0, with an inner `type` that must not win wherever there is room for one. */
export const wrappings: Readonly<Record<string, Wrapping>> = {
  flat: ({ type, fields }) => ({ ...fields, type }),
  bridge: ({ type, fields }) => ({ type, data: { type: 'not_this', ...fields } }),
  'bridge with ids on top': ({ type, fields }) => ({ type, run_id: fields.run_id, data: fields }),
  payload: ({ type, fields }) => ({ type, payload: { type: 'not_this', ...fields } }),
  'payload in data': ({ type, fields }) => ({ type, data: { payload: fields } }),
  message_type: ({ type, fields }) => ({ message_type: type, payload: fields }),
  'system beside payload': ({ type, fields }) => ({ type: 'system_message', event: type, payload: fields }),
  'system in data': ({ type, fields }) => ({ type: 'system_message', data: { event: type, ...fields } }),
  'batch as map': ({ type, fields }) => ({ type: 'event_batch', batch_id: 'b', events: { [type]: [fields] } }),
  'batch as list': ({ type, fields }) => ({ type: 'batch', events: [{ ...fields, type }] }),
  'batch of payloads': ({ type, fields }) => ({ type: 'event_batch', events: [{ type, payload: fields }] }),
}

const word = fc.stringMatching(/^[a-z][a-z0-9_-]{0,11}$/)
const moment = fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 })
const timestamp = fc.oneof(
  moment,
  moment.map((ms) => ms / 1_000),
  moment.map((ms) => new Date(ms).toISOString()),
)

/** Events of the five types (and the spellings of them), with every field that has a canonical name. */
export const logicalEvent: fc.Arbitrary<LogicalEvent> = fc.record({
  type: fc.constantFrom(
    ...['agent_started', 'agent_thinking', 'reasoning', 'tool_executing', 'tool_call', 'tool_completed'],
    ...['agent_completed', 'agent_finished', 'agent_error', 'agent_dreaming'],
  ),
  fields: fc.record(
    {
      agent_name: word,
      tool_name: word,
      execution_id: word,
      reasoning: fc.string(),
      result: fc.jsonValue(),
      run_id: word,
      thread_id: word,
      user_id: word,
      connection_id: word,
      event_id: word,
      timestamp,
    },
    { requiredKeys: ['run_id'] },
  ),
})
