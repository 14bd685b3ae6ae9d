import type { Tasks } from '../tasks.ts'
import type { Handler } from './exchange.ts'

/** What one server of the twin needs. */
export type ListenOptions = {
  /** For error messages, for example `auth`. */
  readonly name: string
  /** 0 takes any free one. */
  readonly port: number
  readonly handler: Handler
  /** Bodies above this many bytes are answered with 413. */
  readonly bodyLimit: number
  readonly perMessageDeflate: boolean
  readonly tasks: Tasks
  /** Aborts when the twin stops. */
  readonly signal: AbortSignal
}
