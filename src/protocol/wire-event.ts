/** How a server wraps an event (protocol.md §3.0). `flat` is the manager's shape. */
export type Envelope = 'bridge' | 'flat' | 'payload' | 'system' | 'batch'

/** Something on the wire that no dialect we know has. Recorded and counted, never a failure. */
export type Drift = {
  readonly kind: 'unknown_type' | 'unknown_field' | 'missing_field' | 'envelope' | 'alias'
  /** The type or field in question, at most 80 characters. */
  readonly name: string
}

/** One event of the server in one shape, whatever dialect it came in. */
export type WireEvent = {
  /** Canonical type, for example `agent_thinking` for a frame that says `reasoning`. */
  readonly type: string
  /** The type as it was spelled. */
  readonly rawType: string
  readonly envelope: Envelope
  /** All fields merged: top level, then `payload`, then `data`, then `data.payload`. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly agent: string | null
  readonly tool: string | null
  /** Pairs the two events of one tool call, where the server gives it. */
  readonly executionId: string | null
  readonly thought: string | null
  /** Whatever the server calls the result; undefined when it has none. */
  readonly result: unknown
  readonly runId: string | null
  readonly threadId: string | null
  readonly userId: string | null
  readonly connectionId: string | null
  readonly eventId: string | null
  /** Milliseconds since the epoch, from ISO text, seconds or milliseconds; null when absent or unreadable. */
  readonly timestampMs: number | null
  readonly drift: readonly Drift[]
}

/** What a text frame holds: events (several in a batch), or nothing that can be read. */
export type Unwrapped =
  | { readonly kind: 'events'; readonly events: readonly WireEvent[] }
  | { readonly kind: 'malformed'; readonly problem: string }
