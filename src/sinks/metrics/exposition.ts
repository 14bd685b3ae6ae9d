import { Counter, Gauge, Histogram, type OpenMetricsContentType, Registry } from 'prom-client'
import { catalogue, type MetricName, metricNames } from './catalogue.ts'
import type { Metric } from './metric.ts'
import type { Sample, Series } from './sample.ts'

/** The formats in which metrics are shown. Only OpenMetrics has exemplars. */
export type Format = 'text' | 'openmetrics'

/** All series in one format. It takes whatever it is given: what may become a series is decided before (series-book.ts). */
export type Exposition = {
  readonly contentType: string
  /** Makes a series that has seen nothing. */
  create(series: Series): void
  /** Takes a measurement in; `runId` says which run it is an example of, in OpenMetrics. */
  apply(sample: Sample, runId: string | null): void
  remove(series: Series): void
  /** What a scraper gets. */
  show(): Promise<string>
}

/** OpenMetrics allows 128 characters for all labels of an exemplar. */
const LONGEST_RUN_ID = 100

/**
 * Makes an exposition of some metrics of the catalogue, with nothing but the metrics without labels in it. Each format has
 * a registry of its own, because prom-client renames counters for good once it has shown them as OpenMetrics.
 */
export function createExposition(format: Format, names: readonly MetricName[] = metricNames): Exposition {
  const registry = new Registry<OpenMetricsContentType>()
  const isOpen = format === 'openmetrics'
  if (isOpen) registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  const tools = new Map(names.map((name) => [name, isOpen ? createOpen(name, registry) : createPlain(name, registry)]))
  return {
    contentType: isOpen ? Registry.OPENMETRICS_CONTENT_TYPE : Registry.PROMETHEUS_CONTENT_TYPE,
    create: ({ metric, labels }) => tools.get(metric)?.zero(labels),
    apply: ({ metric, labels, value }, runId) => tools.get(metric)?.take(labels, value, runId),
    remove: ({ metric, labels }) => tools.get(metric)?.remove(labels),
    show: () => registry.metrics(),
  }
}

type Labels = Series['labels']

/** One metric of one registry, whatever its kind. */
type Tool = {
  zero(labels: Labels): void
  take(labels: Labels, value: number, runId: string | null): void
  remove(labels: Labels): void
}

function configOf(name: MetricName, registry: Registry<OpenMetricsContentType>) {
  const { help, labels, buckets }: Metric = catalogue[name]
  return { name, help, labelNames: Object.keys(labels), buckets: [...buckets], registers: [registry] }
}

function createPlain(name: MetricName, registry: Registry<OpenMetricsContentType>): Tool {
  const { buckets, ...config } = configOf(name, registry)
  switch (catalogue[name].kind) {
    case 'counter': {
      const counter = new Counter(config)
      return {
        zero: (labels) => counter.inc(labels, 0),
        take: (labels, value) => counter.inc(labels, value),
        remove: (labels) => counter.remove(labels),
      }
    }
    case 'gauge':
      return gaugeTool(new Gauge(config))
    case 'histogram': {
      const histogram = new Histogram({ ...config, buckets })
      return {
        zero: (labels) => histogram.zero(labels),
        take: (labels, value) => histogram.observe(labels, value),
        remove: (labels) => histogram.remove(labels),
      }
    }
  }
}

/** With exemplars prom-client takes objects only: labels given beside a value would be counted as a series without labels. */
function createOpen(name: MetricName, registry: Registry<OpenMetricsContentType>): Tool {
  const { buckets, ...config } = configOf(name, registry)
  switch (catalogue[name].kind) {
    case 'counter': {
      const counter = new Counter({ ...config, enableExemplars: true })
      return {
        zero: (labels) => counter.inc({ labels, value: 0 }),
        take: (labels, value, runId) => counter.inc({ labels, value, ...exemplar(runId) }),
        remove: (labels) => counter.remove(labels),
      }
    }
    case 'gauge':
      return gaugeTool(new Gauge(config))
    case 'histogram': {
      const histogram = new Histogram({ ...config, buckets, enableExemplars: true })
      return {
        zero: (labels) => histogram.zero(labels),
        take: (labels, value, runId) => histogram.observe({ labels, value, ...exemplar(runId) }),
        remove: (labels) => histogram.remove(labels),
      }
    }
  }
}

function gaugeTool(gauge: Gauge<string>): Tool {
  return {
    zero: (labels) => gauge.set(labels, 0),
    take: (labels, value) => gauge.set(labels, value),
    remove: (labels) => gauge.remove(labels),
  }
}

function exemplar(runId: string | null): { exemplarLabels?: Record<string, string> } {
  return runId === null ? {} : { exemplarLabels: { run_id: runId.slice(0, LONGEST_RUN_ID) } }
}
