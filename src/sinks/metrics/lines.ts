import { catalogue, type MetricName } from './catalogue.ts'

/** One line of an exposition. */
export type Line = {
  /** Name and labels, up to the value. */
  readonly head: string
  value: number
  /** As it stands behind the value in OpenMetrics; empty for none. */
  exemplar: string
}

/** The lines of one series: one, or those of a histogram. */
export type LineSet = {
  readonly lines: readonly Line[]
  /** What a counter grows by, a gauge is, a histogram observes. */
  take(value: number, exemplar: string): void
}

/** The lines of a new series, all 0. `labels` is the inside of the braces. */
export function lineSet(metric: MetricName, labels: string): LineSet {
  const { kind, buckets } = catalogue[metric]
  switch (kind) {
    case 'counter':
      return counterLine(line(metric, labels))
    case 'gauge':
      return gaugeLine(line(metric, labels))
    case 'histogram':
      return histogramLines(metric, labels, buckets)
  }
}

function line(name: string, labels: string): Line {
  return { head: labels === '' ? `${name} ` : `${name}{${labels}} `, value: 0, exemplar: '' }
}

function counterLine(only: Line): LineSet {
  return {
    lines: [only],
    take(value, exemplar) {
      only.value += value
      if (exemplar !== '') only.exemplar = exemplar
    },
  }
}

function gaugeLine(only: Line): LineSet {
  return {
    lines: [only],
    take(value) {
      only.value = value
    },
  }
}

/** Buckets are cumulative; an example stands in the smallest one that its value fits into. */
function histogramLines(name: MetricName, labels: string, bounds: readonly number[]): LineSet {
  const bucketOf = (bound: number) => {
    const le = `le="${bound === Number.POSITIVE_INFINITY ? '+Inf' : bound}"`
    return { bound, line: line(`${name}_bucket`, labels === '' ? le : `${labels},${le}`) }
  }
  const buckets = [...bounds, Number.POSITIVE_INFINITY].map(bucketOf)
  const sum = line(`${name}_sum`, labels)
  const count = line(`${name}_count`, labels)
  return {
    lines: [...buckets.map((bucket) => bucket.line), sum, count],
    take(value, exemplar) {
      const fitting = buckets.filter(({ bound }) => value <= bound)
      for (const bucket of fitting) bucket.line.value += 1
      if (exemplar !== '' && fitting[0] !== undefined) fitting[0].line.exemplar = exemplar
      sum.value += value
      count.value += 1
    },
  }
}
