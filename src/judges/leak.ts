import type { LeakChannel } from '../model/measured-words.ts'

/** One thing on the wire that was not meant for its receiver. */
export type Leak = {
  readonly channel: LeakChannel
  /** Who received it; null for an exchange of nobody in particular. */
  readonly receiver: string | null
  /** Whose it is; null for somebody outside this run. */
  readonly owner: string | null
  /** What it was and where it stood, for a person. */
  readonly what: string
  /** seq of the frame or exchange. */
  readonly seq: number
}
