import type { Cadence } from '../cadence.ts'
import { burnAlerts } from './alerts/burn.ts'
import { closeAlerts } from './alerts/closes.ts'
import { downAlerts } from './alerts/down.ts'
import { safetyAlerts } from './alerts/safety.ts'
import { slowAlerts } from './alerts/slow.ts'
import { unheardAlerts } from './alerts/unheard.ts'
import { upkeepAlerts } from './alerts/upkeep.ts'
import { budgetRecordings } from './budget.ts'
import { latencyRecordings } from './latency.ts'
import { raceBoundRecordings } from './race-bound.ts'
import { runRecordings } from './recordings.ts'
import type { RuleGroup } from './rule.ts'
import { windowsOf } from './windows.ts'

/** Long windows are slow to compute and change slowly. */
const SLOW = 4

/** All rules, made for a cadence. Throws a RangeError for one without scenarios. */
export function rules({ cadence }: { readonly cadence: Cadence }): readonly RuleGroup[] {
  const windows = windowsOf(cadence)
  const { evaluationMs } = cadence
  return [
    {
      name: 'golden-path',
      intervalMs: evaluationMs,
      rules: [
        ...runRecordings(cadence),
        ...safetyAlerts(windows),
        ...downAlerts(cadence),
        ...closeAlerts(windows),
        ...unheardAlerts(cadence),
      ],
    },
    {
      name: 'golden-path-slow',
      intervalMs: SLOW * evaluationMs,
      rules: [
        ...latencyRecordings(windows.latencyMs),
        ...budgetRecordings(cadence),
        ...raceBoundRecordings(cadence),
        ...burnAlerts(cadence),
        ...slowAlerts(windows),
        ...upkeepAlerts(cadence),
      ],
    },
  ]
}
