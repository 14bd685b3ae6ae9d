/** One rung of the first contact. */
export type Rung = {
  readonly name: string
  /** `not-run`: a lower rung is broken, or nobody allowed it. */
  readonly state: 'ok' | 'warning' | 'broken' | 'not-run'
  /** What was seen. */
  readonly said: string
  /** What to do next; empty when there is nothing to do. */
  readonly todo: string
}

/** Names of all rungs that speak to the target, lowest first. */
export const rungNames = [
  'DNS',
  'TLS',
  'reachable',
  'clock',
  'credentials',
  'dialect',
  'identity echo',
  'negative controls',
  'capabilities',
  'latencies',
] as const
