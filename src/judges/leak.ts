/** How something of one user got to another (metric `golden_path_isolation_leaks_total`). */
export const leakChannels = ['id', 'nonce', 'token', 'fact', 'bystander'] as const
/** How something of one user got to another. */
export type LeakChannel = (typeof leakChannels)[number]

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
