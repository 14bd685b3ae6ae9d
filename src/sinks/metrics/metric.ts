/**
 * Which values a label can have: a closed list, the ids of the loaded `scenarios`, or one value of our `own` that is known
 * from the start, such as a version. None of them comes from the target.
 */
export type LabelValues = readonly string[] | 'scenarios' | 'own'

/** One metric of `/metrics`. */
export type Metric = {
  readonly kind: 'counter' | 'gauge' | 'histogram'
  /** One sentence for a person, with the unit where the name has none. */
  readonly help: string
  readonly labels: Readonly<Record<string, LabelValues>>
  /** Upper bounds of a histogram's buckets in seconds, without +Inf; empty for the other kinds. */
  readonly buckets: readonly number[]
}

type Labels = Metric['labels']

/** A counter. */
export function counter<const L extends Labels>(help: string, labels: L) {
  return { kind: 'counter', help, labels, buckets: [] } as const satisfies Metric
}

/** A gauge. */
export function gauge<const L extends Labels>(help: string, labels: L) {
  return { kind: 'gauge', help, labels, buckets: [] } as const satisfies Metric
}

/** A histogram. */
export function histogram<const L extends Labels>(help: string, buckets: readonly number[], labels: L) {
  return { kind: 'histogram', help, labels, buckets } as const satisfies Metric
}
