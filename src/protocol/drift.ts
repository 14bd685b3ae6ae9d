import type { CanonicalFields } from './canonical-fields.ts'
import { isKnownType } from './event-types.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'
import { isKnownField } from './known-fields.ts'
import type { Drift } from './wire-event.ts'

const LONGEST_NAME = 80
/** A frame of nothing but new fields must not fill the evidence. */
const MOST_PER_EVENT = 20

const camelCaseIds: ReadonlySet<string> = new Set([
  'userId',
  'threadId',
  'runId',
  'connectionId',
  'eventId',
  'executionId',
])

/** Says in which ways an event is not what the dialects we know would send. None of it is a failure. */
export function driftOf(
  type: string,
  rawType: string,
  event: { readonly fields: JsonObject; readonly canonical: CanonicalFields; readonly drift: readonly Drift[] },
): readonly Drift[] {
  const found: Drift[] = [...event.drift]
  if (rawType !== '' && rawType !== type) found.push({ kind: 'alias', name: rawType })
  if (rawType !== '' && !isKnownType(type)) found.push({ kind: 'unknown_type', name: rawType })
  const missing = missingField(type, event.canonical)
  if (missing !== null) found.push({ kind: 'missing_field', name: missing })
  for (const name of Object.keys(event.fields)) {
    if (found.length >= MOST_PER_EVENT) break
    if (camelCaseIds.has(name)) found.push({ kind: 'alias', name })
    else if (!isKnownField(name) && !isPartOf(event.canonical.result, name)) found.push({ kind: 'unknown_field', name })
  }
  return found.map(({ kind, name }) => ({ kind, name: name.slice(0, LONGEST_NAME) }))
}

/** The payload itself can be the result, with names of its own. */
function isPartOf(result: unknown, name: string): boolean {
  return isJsonObject(result) && Object.hasOwn(result, name)
}

/** What an event of this type cannot do without, where it is absent (event-envelope-drift). */
function missingField(type: string, canonical: CanonicalFields): string | null {
  switch (type) {
    case 'tool_executing':
    case 'tool_completed':
      return canonical.tool === null ? 'tool_name' : null
    case 'agent_thinking':
      return canonical.thought === null ? 'reasoning' : null
    case 'agent_completed':
      return canonical.result === undefined ? 'result' : null
    case 'handshake_response':
      return canonical.threadId === null ? 'thread_id' : null
    default:
      return null
  }
}
