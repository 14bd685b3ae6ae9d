import { agentEvents } from '../model/words.ts'
import { canonicalType, isAgentEnd } from './event-types.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'
import { timestampMs } from './timestamp.ts'

/** A frame cannot hold more events than this and still be a batch of somebody's conversation. */
export const LARGEST_BATCH = 10_000

const shared = ['user_id', 'thread_id', 'run_id', 'timestamp']

/**
 * The messages inside a batch, in the order in which they happened, or null when it has no events that can be read
 * (protocol.md §3.0, step 3). A map from type to list does not keep that order: it is put right by the timestamps where
 * every message has one, and otherwise by the order of the five agent events, which blames nobody for what is not on
 * record. What the batch says of all its events is added to each that does not say it itself.
 */
export function explodeBatch(fields: JsonObject): readonly JsonObject[] | null {
  const messages = messagesIn(fields.events)
  if (messages === null) return null
  const context = Object.fromEntries(shared.filter((name) => name in fields).map((name) => [name, fields[name]]))
  return messages.map((message) => ({ ...context, ...message }))
}

function messagesIn(events: unknown): readonly JsonObject[] | null {
  if (Array.isArray(events)) return events.length <= LARGEST_BATCH ? events.map(asMessage) : null
  if (!isJsonObject(events)) return null
  const messages = Object.entries(events).flatMap(([type, list]) =>
    (Array.isArray(list) ? list : [list]).map((item) => ({ ...asMessage(item), type })),
  )
  return messages.length <= LARGEST_BATCH ? inOrder(messages) : null
}

/** Something that is no message still counts as one without a type: it must show as drift, not vanish. */
function asMessage(item: unknown): JsonObject {
  return isJsonObject(item) ? item : { content: item }
}

type TypedMessage = JsonObject & { readonly type: string }

function inOrder(messages: readonly TypedMessage[]): readonly JsonObject[] {
  const keyed = messages.map((message) => ({
    message,
    atMs: ownTimestampMs(message),
    rank: rankOf(canonicalType(message.type)),
  }))
  const byTime = keyed.every(({ atMs }) => atMs !== null)
  keyed.sort((a, b) => (byTime ? (a.atMs ?? 0) - (b.atMs ?? 0) : 0) || a.rank - b.rank)
  return keyed.map(({ message }) => message)
}

const eventOrder: readonly string[] = agentEvents

function rankOf(type: string): number {
  return isAgentEnd(type) ? eventOrder.length : eventOrder.indexOf(type)
}

function ownTimestampMs(message: JsonObject): number | null {
  for (const level of [message.data, message.payload, message]) {
    const atMs = isJsonObject(level) ? timestampMs(level.timestamp) : null
    if (atMs !== null) return atMs
  }
  return null
}
