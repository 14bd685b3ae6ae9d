import type { Domain } from '../../model/words.ts'
import { catalogue, type MetricName } from '../../sinks/metrics/catalogue.ts'
import type { thresholdMeasures } from '../../sinks/metrics/label-values.ts'
import { duration } from '../promql/duration.ts'
import { recorded } from './names.ts'
import { recording } from './recordings.ts'
import type { Recording } from './rule.ts'

/** What each threshold limits (design.md §4), where it is measured, and whose it is. */
export const waits = {
  sign_in: { metric: 'golden_path_phase_duration_seconds', selector: '{phase="auth"}', domain: 'auth' },
  welcome: { metric: 'golden_path_phase_duration_seconds', selector: '{phase="welcome"}', domain: 'handshake' },
  first_event: { metric: 'golden_path_event_delay_seconds', selector: '{event="agent_started"}', domain: 'agent' },
  silence: { metric: 'golden_path_event_silence_seconds', selector: '', domain: 'agent' },
  answer: { metric: 'golden_path_event_delay_seconds', selector: '{event="agent_completed"}', domain: 'llm' },
} as const satisfies Record<
  Measure,
  { readonly metric: MetricName; readonly selector: string; readonly domain: Domain }
>

type Measure = (typeof thresholdMeasures)[number]

/** Of fewer waits than this, a single slow one is more than a tenth, or almost. */
const FEWEST_WAITS = 20

/** Records what nine of ten waits of each kind were shorter than, once there are enough to say so. */
export function latencyRecordings(windowMs: number): Recording[] {
  return Object.entries(waits).map(([measure, { metric, selector, domain }]) =>
    recording(
      recorded.latency,
      `${quantile(0.9, metric, selector, duration(windowMs))} and ${waitsIn(metric, selector, duration(windowMs))} >= ${FEWEST_WAITS}`,
      { measure, domain },
    ),
  )
}

/** A quantile of a histogram of the catalogue, over all its labels. `selector` may narrow them. */
function quantile(share: number, metric: MetricName, selector: string, range: string): string {
  return `histogram_quantile(${share}, ${over(metric, `rate(${metric}_bucket${selector}[${range}])`)})`
}

/** How many values that quantile is taken of. */
function waitsIn(metric: MetricName, selector: string, range: string): string {
  return over(metric, `increase(${metric}_count${selector}[${range}])`)
}

function over(metric: MetricName, values: string): string {
  const labels = Object.keys(catalogue[metric].labels)
  return labels.length === 0 ? values : `sum without (${labels.join(', ')}) (${values})`
}
