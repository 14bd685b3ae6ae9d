import type { CloseFact } from '../model/evidence.ts'
import type { Failure } from './failure.ts'

/** How a socket ended, and through whom. */
export type Ending = Pick<CloseFact, 'code' | 'reason' | 'initiator' | 'sentCode' | 'scripted' | 'error'>

/** `ws` reports these and no close frame: the connection just ended. */
const NO_CLOSE_FRAME = 1006
/** `ws` reports this for a close frame that carries no code. */
const NO_CODE = 1005

/** The codes that `ws` itself sends for what a peer must not do; all other `WS_ERR_*` are protocol errors, 1002. */
const sentFor: Readonly<Record<string, number>> = {
  WS_ERR_INVALID_UTF8: 1007,
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 1008,
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
}
const PROTOCOL_ERROR = 1002

/**
 * Keeps who moved first. The library's close event alone does not tell: it says 1006 when a bad frame of the peer made
 * us close, and the code that the peer echoes when we closed.
 */
export class CloseLedger {
  #sentCode: number | null = null
  #firstMove: 'client' | null = null
  #scripted = false
  #error: Failure | null = null

  /** We are about to send a close frame, and none has come. */
  weClose(code: number, scripted: boolean): void {
    this.#firstMove = 'client'
    this.#sentCode = code
    this.#scripted = scripted
  }

  /** We are about to cut the connection without a close frame. */
  weCut(why: Failure): void {
    this.#firstMove = 'client'
    this.#error ??= why
  }

  /** The scenario wants the connection gone without a close frame. */
  weDrop(): void {
    this.#firstMove = 'client'
    this.#scripted = true
  }

  /** The library gave up on the peer: with a `WS_ERR_*` it has sent a close frame of its own, unless we had. */
  gaveUp({ code, message }: Failure): void {
    this.#error ??= { code, message }
    if (!code.startsWith('WS_ERR_') || this.#firstMove !== null) return
    this.#firstMove = 'client'
    this.#sentCode = sentFor[code] ?? PROTOCOL_ERROR
  }

  /** The socket has closed, as the library reports it. */
  ended(code: number, reason: string): Ending {
    const ending = { code, reason, scripted: this.#scripted, error: this.#error }
    if (this.#firstMove !== null) return { ...ending, initiator: this.#firstMove, sentCode: this.#sentCode }
    if (code === NO_CLOSE_FRAME) return { ...ending, initiator: 'none', sentCode: null }
    return { ...ending, initiator: 'server', sentCode: code === NO_CODE ? null : code }
  }
}
