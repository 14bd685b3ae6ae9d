import { errorCauses, inconclusiveCauses } from '../../model/causes.ts'
import type { FinishedRun } from '../../model/finished-run.ts'
import type { RunReport } from '../../model/report.ts'
import { type Sample, sample } from '../../sinks/metrics/sample.ts'
import { lastRunSamples } from '../../sinks/metrics/verdict-samples.ts'
import { seconds } from './seconds.ts'

/** What the report alone says: verdicts, whose fault, findings, times of day. */
export function reportSamples({ report, evidence }: FinishedRun): Sample[] {
  const { scenario, verdict, durationMs, startedAt, findings } = report
  // Reports tell target time, and the time of day is ours.
  const realMs = durationMs / (evidence?.context.timeScale ?? 1)
  return [
    sample('golden_path_runs_total', { scenario, verdict }),
    ...lastRunSamples(scenario, verdict, Date.parse(startedAt) + realMs),
    ...blame(report),
    ...findings.map(({ code, severity }) => sample('golden_path_findings_total', { code, severity })),
    ...(evidence?.context.ended === 'complete'
      ? [sample('golden_path_run_duration_seconds', { scenario }, seconds(durationMs))]
      : []),
  ]
}

/** Why the run is no pass. */
function blame({ scenario, verdict, phase, domain, cause }: RunReport): Sample[] {
  switch (verdict) {
    case 'fail':
      return phase === null || domain === null
        ? []
        : [sample('golden_path_run_failures_total', { scenario, phase, domain })]
    case 'inconclusive': {
      const reason = inconclusiveCauses.find((each) => each === cause) ?? 'unattributed'
      return [sample('golden_path_runs_inconclusive_total', { scenario, reason })]
    }
    case 'error':
      return [
        sample('golden_path_run_errors_total', { reason: errorCauses.find((each) => each === cause) ?? 'internal' }),
      ]
    case 'cancelled':
    case 'degraded':
    case 'pass':
      return []
    default:
      return verdict satisfies never
  }
}
