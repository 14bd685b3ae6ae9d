import type { MetricName } from '../../sinks/metrics/catalogue.ts'
import type { RecordedName } from '../rules/names.ts'

/** Least time between two points of a panel that counts: a run comes every five minutes. */
export const COUNTING_STEP = '5m'
/** Over which quantiles are taken: a canary gives a dozen values an hour. */
const QUANTILE_RANGE = '1h'

/** A metric of the monitor that the dashboard is set to; `more` are matchers. */
export function of(name: MetricName | RecordedName | ProcessMetric, more = ''): string {
  return `${name}{instance="$instance"${more === '' ? '' : `,${more}`}}`
}

/** Metrics of the process, as prom-client names them. */
export type ProcessMetric = 'process_resident_memory_bytes' | 'nodejs_eventloop_lag_p99_seconds'

/** How much a counter grew from point to point, by some labels. With `$__interval` what grew between two windows would be lost. */
export function grown(name: MetricName, by: string, more = ''): string {
  return `sum by (${by}) (increase(${of(name, more)}[$__rate_interval]))`
}

/** How much a counter grew in the whole time that is shown. */
export function grownInAll(name: MetricName, by = '', more = ''): string {
  return `sum ${by === '' ? '' : `by (${by}) `}(increase(${of(name, more)}[$__range]))`
}

/** A quantile of a histogram over the last hour, by some labels. */
export function quantileOf(share: number, name: MetricName, by = '', more = ''): string {
  const bucket = of(name, more).replace(name, `${name}_bucket`)
  return `histogram_quantile(${share}, sum by (${by === '' ? 'le' : `le, ${by}`}) (rate(${bucket}[${QUANTILE_RANGE}])))`
}
