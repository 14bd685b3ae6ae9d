import { catalogue, type MetricName } from './catalogue.ts'
import type { LabelValues, Metric } from './metric.ts'
import { type Sample, type Series, scenarioOf } from './sample.ts'

/**
 * Most series that exist before anything was measured, most that there ever are, and most that the process tells of itself:
 * ten thousand in all. Each bucket of a histogram is one.
 */
export const limits = { atStart: 4_000, ever: 9_950, process: 50 } as const

/** Knows which series there are, so that no target and no defect of ours can make more than the catalogue allows. */
export type SeriesBook = {
  /** How many there are, each bucket of a histogram counted. */
  readonly size: number
  /**
   * What the catalogue says of a measurement. `gone`: its scenario is not in force, because it was removed; `unknown`: there
   * is no such series, or none that takes such a value.
   */
  check(sample: Sample): 'legal' | 'gone' | 'unknown'
  /** Notes a legal series down. `known`: it was there; `full`: there may be no more. */
  note(series: Series, limit: number): 'new' | 'known' | 'full'
  /** Forgets every series of the scenarios that are not among these, and gives them. Only these are in force from now on. */
  keepOnly(scenarios: ReadonlySet<string>): readonly Series[]
  /** Forgets every series of a metric, and gives them. */
  drop(metric: MetricName): readonly Series[]
}

/** Makes an empty book. */
export function createSeriesBook(): SeriesBook {
  const series = new Map<string, Series>()
  let scenarios: ReadonlySet<string> = new Set()
  let size = 0
  const forget = (isMeant: (series: Series) => boolean) => {
    const gone = [...series].filter(([, each]) => isMeant(each))
    for (const [key, { metric }] of gone) {
      series.delete(key)
      size -= linesOf(metric)
    }
    return gone.map(([, each]) => each)
  }
  return {
    get size() {
      return size
    },
    check({ metric, labels, value }) {
      const { labels: allowed }: Metric = catalogue[metric]
      const names = Object.keys(allowed)
      const isKnown =
        Object.keys(labels).length === names.length && names.every((name) => isAllowed(allowed[name], labels[name]))
      if (!isKnown || !isSound(metric, value)) return 'unknown'
      return isOf({ metric, labels }, scenarios) ? 'legal' : 'gone'
    },
    note(each, limit) {
      const key = keyOf(each)
      if (series.has(key)) return 'known'
      if (size + linesOf(each.metric) > limit) return 'full'
      series.set(key, each)
      size += linesOf(each.metric)
      return 'new'
    },
    keepOnly(kept) {
      scenarios = kept
      return forget((each) => !isOf(each, kept))
    },
    drop: (metric) => forget((each) => each.metric === metric),
  }
}

/** How many lines of an exposition one label set of a metric takes: a histogram has its buckets, +Inf, sum and count. */
export function linesOf(metric: MetricName): number {
  const { kind, buckets } = catalogue[metric]
  return kind === 'histogram' ? buckets.length + 3 : 1
}

/** A counter never shrinks, and nothing takes less than no time. */
function isSound(metric: MetricName, value: number): boolean {
  return Number.isFinite(value) && (catalogue[metric].kind === 'gauge' || value >= 0)
}

function isAllowed(allowed: LabelValues | undefined, value: string | undefined): boolean {
  if (value === undefined || allowed === undefined) return false
  return allowed === 'own' || allowed === 'scenarios' || allowed.includes(value)
}

/** Whether a series is about one of these scenarios, or about none at all. */
function isOf({ labels }: Series, scenarios: ReadonlySet<string>): boolean {
  const scenario = scenarioOf(labels)
  return scenario === null || scenarios.has(scenario)
}

function keyOf({ metric, labels }: Series): string {
  const { labels: names }: Metric = catalogue[metric]
  return [metric, ...Object.keys(names).map((name) => labels[name])].join('\n')
}
