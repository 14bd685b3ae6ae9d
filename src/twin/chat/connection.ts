import type { WebSocket } from 'ws'
import type { Thread } from '../api/threads.ts'
import type { HttpCall } from '../http/exchange.ts'
import type { Instance } from '../instance.ts'
import type { Json } from '../json.ts'

/** One open chat socket, as the instance that holds it sees it. */
export type Connection = {
  readonly instance: Instance
  readonly socket: WebSocket
  /** The upgrade request. */
  readonly call: HttpCall
  /** Counts the sockets of the whole twin from 1. */
  readonly ordinal: number
  /** When the upgrade was answered, on the twin's clock. */
  readonly openedAtMs: number
  /** Aborts when the socket is gone. */
  readonly signal: AbortSignal
  /** Aborts when nobody waits for its runs any more: its socket was closed, or was cut off and nobody came back. */
  readonly runSignal: AbortSignal
  /** The socket that took over after this one was cut off. */
  heir: Connection | null
  /** Events that came while its user was cut off. */
  readonly undelivered: Json[]
  readonly id: string
  /** Empty until the token was read. */
  userId: string
  /** Null until the first message. */
  thread: Thread | null
  phase: 'opening' | 'handshaking' | 'processing'
  /** When the client last sent a text frame. */
  lastFrameAtMs: number
  readonly stats: { messages: number; events: number }
  isOpen(): boolean
  /** Sends one frame; silently nothing when the socket is no longer open. */
  send(frame: Json): Promise<void>
  /** Ends the socket with a close frame; without a code it has none. Nothing when it is already closing. */
  close(code?: number, reason?: string): Promise<void>
}
