import { timesGrown } from '../../promql/count.ts'
import { inWords } from '../../promql/duration.ts'
import { recorded } from '../names.ts'
import type { Alert } from '../rule.ts'
import type { Windows } from '../windows.ts'
import { notAfterDeploy } from './phrases.ts'

/** Fewer runs than this are no trend, however many users each of them had. */
const SLOW_RUNS = 3

/** It works, and something is not as it should be. */
export function slowAlerts({ latencyMs, blindMs, deployMs }: Windows): Alert[] {
  const disagreements = timesGrown('golden_path_health_disagreements_total', blindMs)
  // A slow wait makes its run degraded, a very slow one makes it fail.
  const runs = timesGrown('golden_path_runs_total{verdict=~"degraded|fail"}', latencyMs)
  const slowRuns = `sum without (scenario, verdict) ${runs} >= ${SLOW_RUNS}`
  return [
    {
      kind: 'alert',
      alert: 'GoldenPathSlow',
      expr: `${recorded.latency} > ignoring (level, domain) group_left () golden_path_threshold_seconds{level="warn"} and on (instance, job) (${slowRuns})`,
      severity: 'ticket',
      domain: null,
      summary: 'The wait "{{ $labels.measure }}" takes {{ $value | humanizeDuration }} ({{ $labels.domain }})',
      description: `More than one of ten waits of this kind took longer than the threshold that makes a run degraded, over ${inWords(latencyMs)}, in ${SLOW_RUNS} runs or more. Compare with the last revision and with the load.`,
      repeat: 'run golden-path concurrency-ratio',
      page: '/scenarios/golden-path',
    },
    {
      kind: 'alert',
      alert: 'GoldenPathHealthDisagrees',
      expr: notAfterDeploy(`${disagreements} >= 2`, deployMs + blindMs),
      severity: 'ticket',
      domain: 'platform',
      summary: 'Health endpoints and users disagree ({{ $labels.direction }})',
      description: `In {{ $value }} runs within ${inWords(blindMs)} the health endpoints said something else than what users met. Whoever routes traffic by these endpoints routes it wrongly.`,
      repeat: 'run golden-path',
      page: '/scenarios/golden-path',
    },
  ]
}
