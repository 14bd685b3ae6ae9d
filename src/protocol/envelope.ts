import { canonicalType } from './event-types.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'
import type { Drift, Envelope } from './wire-event.ts'

/** A message without its wrapping. */
export type Opened = {
  /** The type as spelled, of the inner event where the message only wraps one; empty when there is none. */
  readonly rawType: string
  readonly envelope: Envelope
  /** Members of all levels merged, the innermost winning, wrappers left out; `type` stays the outer one. */
  readonly fields: JsonObject
  /** The `payload` object itself: in the payload dialect it can be the agent's response as a whole. */
  readonly payload: JsonObject | null
  readonly drift: readonly Drift[]
}

/** Takes a message out of its envelope (protocol.md §3.0, steps 1, 2 and 4). An inner `type` never replaces the outer. */
export function openEnvelope(message: JsonObject): Opened {
  const payload = objectOrNull(message.payload)
  const data = objectOrNull(message.data)
  const deepest = objectOrNull(data?.payload)
  const drift: Drift[] = []
  if (payload !== null && data !== null) drift.push({ kind: 'envelope', name: 'payload+data' })
  if (deepest !== null) drift.push({ kind: 'envelope', name: 'data.payload' })
  const outer = spelledType(message, drift)
  const inner = canonicalType(outer) === 'system_message' ? wrappedEvent(message, payload, data) : null
  return {
    rawType: inner ?? outer,
    envelope: inner !== null ? 'system' : shape(payload, data),
    fields: { ...unwrapped(message), ...payload, ...(data && unwrapped(data)), ...deepest, type: outer },
    payload,
    drift,
  }
}

function objectOrNull(value: unknown): JsonObject | null {
  return isJsonObject(value) ? value : null
}

function shape(payload: JsonObject | null, data: JsonObject | null): Envelope {
  if (payload !== null) return 'payload'
  return data !== null ? 'bridge' : 'flat'
}

function spelledType(message: JsonObject, drift: Drift[]): string {
  if (isName(message.type)) return message.type
  if (isName(message.message_type)) {
    drift.push({ kind: 'alias', name: 'message_type' })
    return message.message_type
  }
  drift.push({ kind: 'missing_field', name: 'type' })
  return ''
}

/** The event that a `system_message` carries: beside its `payload`, or inside its `data`. */
function wrappedEvent(message: JsonObject, payload: JsonObject | null, data: JsonObject | null): string | null {
  return [message.event, data?.event, payload?.event].find(isName) ?? null
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** The members of an object beside its wrappers; a `payload` or `data` that is no object is an ordinary member. */
function unwrapped(object: JsonObject): JsonObject {
  const { payload, data, ...rest } = object
  if (payload !== undefined && !isJsonObject(payload)) return { ...rest, payload, ...(!isJsonObject(data) && { data }) }
  return data !== undefined && !isJsonObject(data) ? { ...rest, data } : rest
}
