import { catalogue, type MetricName } from './catalogue.ts'

/** One line of an exposition, as it is shown. */
export type Line = {
  /** In the Prometheus text format, with the line feed. */
  readonly text: string
  /** As OpenMetrics, with its exemplar. */
  readonly open: string
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

/** A line whose text is made when its value changes, which is rarely, and not when it is shown. */
type Value = Line & { value: number; set(value: number, exemplar?: string): void }

/** Without an exemplar the last one stays. */
function line(name: string, labels: string): Value {
  const head = labels === '' ? `${name} ` : `${name}{${labels}} `
  let last = ''
  const made = {
    value: 0,
    text: `${head}0\n`,
    open: `${head}0\n`,
    set(value: number, exemplar = '') {
      if (exemplar !== '') last = exemplar
      made.value = value
      made.text = `${head}${value}\n`
      made.open = `${head}${value}${last}\n`
    },
  }
  return made
}

function counterLine(only: Value): LineSet {
  return { lines: [only], take: (value, exemplar) => only.set(only.value + value, exemplar) }
}

function gaugeLine(only: Value): LineSet {
  return { lines: [only], take: (value) => only.set(value) }
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
      for (const [index, bucket] of fitting.entries())
        bucket.line.set(bucket.line.value + 1, index === 0 ? exemplar : '')
      sum.set(sum.value + value)
      count.set(count.value + 1)
    },
  }
}
