import { catalogue, metricNames } from '../../sinks/metrics/catalogue.ts'
import type { LabelValues, Metric } from '../../sinks/metrics/metric.ts'
import { recorded } from '../rules/names.ts'
import { references, type Selected } from './references.ts'

/** What an expression may speak of beside the catalogue. */
export type Known = {
  /** The ids of the scenarios. */
  readonly scenarios: readonly string[]
  /** Labels that recorded series have, with all values that occur. */
  readonly recordedLabels: Readonly<Record<string, readonly string[]>>
}

type Labels = Readonly<Record<string, LabelValues>>

/** Labels that Prometheus itself puts on what it scrapes: any value. */
const ownLabels = ['instance', 'job', 'alertname', 'alertstate', 'severity']
/** Metrics of every process, from prom-client. */
const processMetrics = /^(process|nodejs)_[a-z0-9_]+$/
/** Series that Prometheus makes. */
const prometheusMetrics = new Set(['ALERTS', 'up'])

/**
 * Says what an expression names that is not there, one sentence each: a metric, label or value that neither the catalogue
 * nor a recording rule has.
 */
export function objections(expression: string, known: Known): string[] {
  const { metrics, labels } = references(expression)
  const all = metrics.map((selected) => ({ selected, labels: labelsOf(selected.metric, known) }))
  const seen = new Set([...ownLabels, ...all.flatMap(({ labels: has }) => Object.keys(has ?? {}))])
  return [
    ...all.flatMap(({ selected, labels: has }) =>
      has === null ? [`There is no metric ${selected.metric}.`] : inMatchers(selected, has, known),
    ),
    ...labels.filter((label) => !seen.has(label)).map((label) => `None of its metrics has a label ${label}.`),
  ]
}

/** The labels of a metric; null when there is no such metric. */
function labelsOf(name: string, { recordedLabels }: Known): Labels | null {
  if (processMetrics.test(name) || prometheusMetrics.has(name)) return {}
  if (Object.values<string>(recorded).includes(name)) return { ...recordedLabels, scenario: 'scenarios' }
  const found = metricNames.find((metric) => metric === name || isPartOf(name, metric))
  if (found === undefined) return null
  const { labels }: Metric = catalogue[found]
  return name.endsWith('_bucket') ? { ...labels, le: 'own' } : labels
}

/** Whether a name is one of the series of a histogram. */
function isPartOf(name: string, metric: keyof typeof catalogue): boolean {
  return catalogue[metric].kind === 'histogram' && ['_bucket', '_sum', '_count'].some((end) => name === metric + end)
}

function inMatchers({ metric, matchers }: Selected, has: Labels, known: Known): string[] {
  return matchers.flatMap(({ label, operator, value }) => {
    if (ownLabels.includes(label)) return []
    const allowed = has[label]
    if (allowed === undefined) return [`${metric} has no label ${label}.`]
    const values = allowed === 'scenarios' ? known.scenarios : allowed
    if (values === 'own') return []
    const asked = operator.endsWith('~') ? value.split('|') : [value]
    return asked
      .filter((each) => !isAny(each) && !values.includes(each))
      .map((each) => `${metric} never has ${label}="${each}".`)
  })
}

/** A pattern that means any value, or a variable of Grafana. */
function isAny(value: string): boolean {
  return value === '.*' || value === '.+' || value.startsWith('$')
}
