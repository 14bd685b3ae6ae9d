import type { MonitorEvent } from '../../model/monitor-event.ts'
import { drillResults } from './label-values.ts'
import { type Sample, sample } from './sample.ts'

/** What an event of the monitor itself measures. Nothing for one that only announces something. */
export function eventSamples(event: MonitorEvent): Sample[] {
  const seconds = event.wallMs / 1_000
  switch (event.kind) {
    case 'run-started':
      return []
    case 'run-killed':
      return event.purpose === 'watch' ? [sample('golden_path_run_errors_total', { reason: 'killed' })] : []
    case 'run-skipped':
      return [sample('golden_path_runs_skipped_total', { scenario: event.scenario, reason: event.reason })]
    case 'tick-lagged':
      return [sample('golden_path_schedule_lag_seconds', {}, Math.max(0, event.lagMs) / 1_000)]
    case 'scheduled':
      return [...event.next].map(([scenario, wallMs]) =>
        sample('golden_path_next_run_timestamp_seconds', { scenario }, (wallMs ?? 0) / 1_000),
      )
    case 'reloaded':
      return [
        sample('golden_path_config_last_reload_successful', {}, Number(event.isGood)),
        sample('golden_path_scenarios_loaded', {}, event.scenarios.length),
        ...(event.isGood ? [sample('golden_path_config_last_reload_success_timestamp_seconds', {}, seconds)] : []),
      ]
    case 'revision-changed':
      return [
        sample('golden_path_target_revision_changes_total', { service: event.service }),
        sample('golden_path_target_revision_changed_timestamp_seconds', { service: event.service }, seconds),
      ]
    case 'drilled':
      return [
        ...drillResults.map((result) => sample('golden_path_drill_faults', { result }, event.faults[result])),
        sample('golden_path_drill_last_run_timestamp_seconds', {}, seconds),
      ]
    case 'history-written':
      return [sample('golden_path_history_writes_total', { result: event.isGood ? 'ok' : 'failed' })]
    default:
      return event satisfies never
  }
}
