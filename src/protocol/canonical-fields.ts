import { isToolEvent } from './event-types.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'
import { isKnownField } from './known-fields.ts'
import { timestampMs } from './timestamp.ts'
import type { WireEvent } from './wire-event.ts'

/** What every dialect says of an event, under one name each. */
export type CanonicalFields = Omit<WireEvent, 'type' | 'rawType' | 'envelope' | 'fields' | 'drift'>

const resultTypes: ReadonlySet<string> = new Set([
  'agent_completed',
  'tool_completed',
  'agent_response',
  'agent_response_complete',
  'final_report',
])
const resultNames = ['final_response', 'result', 'response', 'results', 'output', 'content', 'message']

/**
 * Reads the fields of an event under all the names the dialects have for them (protocol.md §3.0, step 5). `name` is a
 * tool's name only in tool events, and `message` a thought or a result only where one belongs.
 */
export function canonicalFields(type: string, fields: JsonObject, payload: JsonObject | null): CanonicalFields {
  const isTool = isToolEvent(type)
  return {
    agent: agentOf(fields),
    tool: text(fields, isTool ? ['tool_name', 'tool', 'name'] : ['tool_name', 'tool']),
    executionId: text(fields, ['execution_id', 'executionId']),
    thought: type === 'agent_thinking' ? text(fields, ['reasoning', 'thought', 'message']) : null,
    result: resultTypes.has(type) ? resultOf(type, fields, payload) : undefined,
    runId: text(fields, ['run_id', 'runId']),
    threadId: text(fields, ['thread_id', 'threadId']),
    userId: text(fields, ['user_id', 'userId']),
    connectionId: text(fields, ['connection_id', 'connectionId']),
    eventId: text(fields, ['event_id', 'eventId']),
    timestampMs: timestampMs(fields.timestamp),
  }
}

/** The emitter's thoughts name their agent in `metadata` only. */
function agentOf(fields: JsonObject): string | null {
  const named = text(fields, ['agent_name', 'agent', 'agent_id', 'agent_type'])
  if (named !== null) return named
  return isJsonObject(fields.metadata) ? text(fields.metadata, ['agent_name']) : null
}

/** The first of the names that holds a text that is not empty, or a number. */
function text(fields: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return null
}

/** An empty text is a result too: an agent that answers nothing must not be saved by a status message beside it. */
function resultOf(type: string, fields: JsonObject, payload: JsonObject | null): unknown {
  for (const name of resultNames) {
    const value = fields[name]
    if (value !== undefined && value !== null) return value
  }
  return type === 'agent_completed' && payload !== null ? responseIn(payload) : undefined
}

/** In the payload dialect the payload of `agent_completed` can be the response itself, under names of its own. */
function responseIn(payload: JsonObject): JsonObject | undefined {
  const own = Object.entries(payload).filter(([name]) => !isKnownField(name))
  return own.length > 0 ? Object.fromEntries(own) : undefined
}
