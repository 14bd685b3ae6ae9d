import { explodeBatch, LARGEST_BATCH } from './batch.ts'
import { canonicalFields } from './canonical-fields.ts'
import { driftOf } from './drift.ts'
import { type Opened, openEnvelope } from './envelope.ts'
import { canonicalType } from './event-types.ts'
import { isJsonObject, isNestedDeeper, type JsonObject } from './json-object.ts'
import type { Drift, Unwrapped, WireEvent } from './wire-event.ts'

/** Characters. Our sockets take no frame above 4 MiB, so nothing longer came from a target. */
const LONGEST_FRAME = 4 * 1024 * 1024
/** What is deeper cannot be walked safely by those who read the event. */
const DEEPEST_NESTING = 256

/**
 * Reads a text frame of any dialect (protocol.md §3.0). Never throws, whatever the text. A JSON object without a type is
 * still an event, of type `untyped`, with drift; everything that is not a JSON object is malformed.
 */
export function unwrap(text: string): Unwrapped {
  if (text.length > LONGEST_FRAME)
    return malformed(`text of ${text.length} characters, at most ${LONGEST_FRAME} are read`)
  const parsed = parse(text)
  if (parsed.kind === 'malformed') return parsed
  const { value } = parsed
  if (!isJsonObject(value)) return malformed(`expected a JSON object, got ${nameOf(value)}`)
  if (text.length > 2 * DEEPEST_NESTING && isNestedDeeper(value, DEEPEST_NESTING)) {
    return malformed(`JSON nested deeper than ${DEEPEST_NESTING} levels`)
  }
  return eventsOf(openEnvelope(value))
}

function parse(text: string): { readonly kind: 'parsed'; readonly value: unknown } | ReturnType<typeof malformed> {
  try {
    return { kind: 'parsed', value: JSON.parse(text) }
  } catch {
    return malformed(text.trim() === '' ? 'empty text' : 'no valid JSON')
  }
}

function malformed(problem: string): { readonly kind: 'malformed'; readonly problem: string } {
  return { kind: 'malformed', problem }
}

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`
}

function eventsOf(opened: Opened): Unwrapped {
  if (canonicalType(opened.rawType) !== 'event_batch') return { kind: 'events', events: [eventOf(opened, null)] }
  const messages = explodeBatch(opened.fields)
  if (messages !== null) return { kind: 'events', events: messages.map(batchedEvent) }
  const unread: Drift = { kind: 'missing_field', name: `events (a list or map of at most ${LARGEST_BATCH})` }
  return { kind: 'events', events: [eventOf({ ...opened, drift: [...opened.drift, unread] }, null)] }
}

/** A batch inside a batch is not opened: no dialect has it, and it would have no bottom. */
function batchedEvent(message: JsonObject): WireEvent {
  return eventOf(openEnvelope(message), 'batch')
}

function eventOf(opened: Opened, envelope: 'batch' | null): WireEvent {
  const { rawType, fields } = opened
  const type = canonicalType(rawType) || 'untyped'
  const canonical = canonicalFields(type, fields, opened.payload)
  const drift = driftOf(type, rawType, { fields, canonical, drift: opened.drift })
  return { type, rawType, envelope: envelope ?? opened.envelope, fields, ...canonical, drift }
}
