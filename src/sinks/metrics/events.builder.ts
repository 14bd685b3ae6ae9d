import { type MonitorEvent, revisionServices, skipReasons } from '../../model/monitor-event.ts'
import { target } from './metrics.builder.ts'

/** One event of every kind and of every reason, about one scenario. */
export function everyEvent(scenario: string): MonitorEvent[] {
  const wallMs = 1
  return [
    { kind: 'run-killed', wallMs, runId: 'run', scenario, purpose: 'watch' },
    ...skipReasons.map((reason): MonitorEvent => ({ kind: 'run-skipped', wallMs, scenario, reason, detail: '' })),
    { kind: 'tick-lagged', wallMs, scenario, lagMs: 30 },
    { kind: 'scheduled', wallMs, next: new Map([[scenario, 5_000]]) },
    { kind: 'reloaded', wallMs, isGood: true, reason: '', scenarios: [], target },
    ...revisionServices.map(
      (service): MonitorEvent => ({ kind: 'revision-changed', wallMs, service, from: '1', to: '2' }),
    ),
    { kind: 'drilled', wallMs, faults: { caught: 1, missed: 0, misnamed: 0, false_alarm: 0 } },
    ...[true, false].map((isGood): MonitorEvent => ({ kind: 'history-written', wallMs, isGood, reason: '' })),
  ]
}
