import type { Dialect } from '../model/words.ts'
import { isAgentEvent } from './event-types.ts'
import { handshakeAcknowledged, type OutgoingFrame } from './outgoing.ts'
import type { WireEvent } from './wire-event.ts'

/** How long after the welcome a `handshake_response` may come before we go on without one. */
const HANDSHAKE_WAIT_MS = 2_000
/** The same where the target is known to shake hands: its clients wait this long. */
const ANNOUNCED_HANDSHAKE_WAIT_MS = 10_000
/** How long after our acknowledgement `handshake_complete` may come; servers may leave it out. */
const COMPLETE_WAIT_MS = 2_000
/** The server's way from complete to ready for prompts; what it gets before is lost (early-message-lost). */
const PAUSE_MS = 500
/** How long after an error frame its close may take; it says more than the frame. */
const ERROR_WAIT_MS = 5_000

/** What the server said of us when it welcomed us; of several welcomes, the first to say it. */
export type Welcome = {
  /** As shown, possibly cut: `demo-use...`. Compare it with `userIdMatch`. */
  readonly userId: string | null
  readonly connectionId: string | null
  readonly mode: string | null
  readonly atMs: number
}

/**
 * The time from the upgrade to readiness for prompts: welcome in all its variants and, where the server shakes hands, the
 * handshake (protocol.md §3.1, §3.2, §9.1). Pure: it is told frames and times, and says what to send and when to look
 * again. It waits for a welcome without limit; that limit is its user's.
 */
export type Opening = {
  /** Takes in a frame of the server. */
  see(event: WireEvent, atMs: number): void
  /** The socket ended. */
  closed(atMs: number): void
  /** When `tick` can change something; null when only a frame can. */
  nextDeadlineMs(): number | null
  /** Lets the time pass. */
  tick(nowMs: number): void
  /** The frames to send now; each is given once. `timestamp` is our wall clock as ISO 8601 in UTC, for those that carry one. */
  toSend(timestamp?: string): readonly OutgoingFrame[]
  /** `ready`: prompts may be sent. `failed`: the socket ended, or an error frame came and no welcome after it. */
  readonly state: 'waiting' | 'ready' | 'failed'
  readonly welcome: Welcome | null
  /** The thread that the server gave us; null when it gave none. Never a connection id. */
  readonly threadId: string | null
}

/** Starts before the first frame. `dialectHint: 'handshake'` waits longer for the handshake. */
export function createOpening(options: { readonly dialectHint?: Dialect }): Opening {
  return new OpeningMachine(options.dialectHint === 'handshake' ? ANNOUNCED_HANDSHAKE_WAIT_MS : HANDSHAKE_WAIT_MS)
}

class OpeningMachine implements Opening {
  state: 'waiting' | 'ready' | 'failed' = 'waiting'
  welcome: Welcome | null = null
  threadId: string | null = null
  readonly #handshakeWaitMs: number
  #unacknowledged: (string | null)[] = []
  #handshakeAtMs: number | null = null
  #completeAtMs: number | null = null
  #errorAtMs: number | null = null

  constructor(handshakeWaitMs: number) {
    this.#handshakeWaitMs = handshakeWaitMs
  }

  see(event: WireEvent, atMs: number): void {
    switch (event.type) {
      case 'connection_established':
        this.#seeWelcome(event, atMs)
        break
      case 'handshake_response':
        this.threadId = event.threadId ?? this.threadId
        this.#unacknowledged.push(this.threadId)
        this.#handshakeAtMs ??= atMs
        break
      case 'handshake_complete':
        this.#completeAtMs ??= atMs
        break
      case 'error_message':
      case 'authentication_error':
        this.#errorAtMs ??= atMs
        break
      default:
        // A frame of a later rung proves this one: an agent at work needs no welcome from us.
        if (isAgentEvent(event.type) && this.state === 'waiting') this.state = 'ready'
    }
  }

  closed(_atMs: number): void {
    if (this.state === 'waiting') this.state = 'failed'
  }

  nextDeadlineMs(): number | null {
    if (this.state !== 'waiting') return null
    if (this.welcome === null) return this.#errorAtMs === null ? null : this.#errorAtMs + ERROR_WAIT_MS
    return this.#readyAtMs(this.welcome)
  }

  tick(nowMs: number): void {
    const due = this.nextDeadlineMs()
    if (due !== null && nowMs >= due) this.state = this.welcome === null ? 'failed' : 'ready'
  }

  toSend(timestamp?: string): readonly OutgoingFrame[] {
    const threads = this.#unacknowledged
    this.#unacknowledged = []
    return threads.map((threadId) => handshakeAcknowledged({ threadId, timestamp: timestamp ?? null }))
  }

  #seeWelcome(event: WireEvent, atMs: number): void {
    const mode = typeof event.fields.mode === 'string' ? event.fields.mode : null
    this.welcome = {
      userId: this.welcome?.userId ?? event.userId,
      connectionId: this.welcome?.connectionId ?? event.connectionId,
      mode: this.welcome?.mode ?? mode,
      atMs: this.welcome?.atMs ?? atMs,
    }
    this.threadId ??= event.threadId
  }

  #readyAtMs(welcome: Welcome): number {
    if (this.#handshakeAtMs === null) return welcome.atMs + this.#handshakeWaitMs
    const completeAtMs = this.#completeAtMs ?? this.#handshakeAtMs + COMPLETE_WAIT_MS
    return Math.max(welcome.atMs, completeAtMs) + PAUSE_MS
  }
}
