import type { catalogue, MetricName } from './catalogue.ts'

type Values<V> = V extends readonly (infer Each)[] ? Each : string

/** The labels of a metric, each with the values that the catalogue allows. */
export type LabelsOf<Name extends MetricName> = {
  readonly [Label in keyof (typeof catalogue)[Name]['labels']]: Values<(typeof catalogue)[Name]['labels'][Label]>
}

/** One series: a metric and a value for each of its labels. */
export type Series = { readonly metric: MetricName; readonly labels: Readonly<Record<string, string>> }

/** One measurement: how much a counter grows, what a gauge is from now on, or what a histogram observes (in seconds). */
export type Sample = Series & { readonly value: number }

/** The scenario that labels are about; null for none. */
export function scenarioOf(labels: Series['labels']): string | null {
  return Object.entries(labels).find(([name]) => name === 'scenario')?.[1] ?? null
}

/** Makes a measurement; only what the catalogue lists compiles. Without a value it counts one. */
export function sample<Name extends MetricName>(
  metric: Name,
  labels: LabelsOf<Name> & Series['labels'],
  value = 1,
): Sample {
  return { metric, labels, value }
}
