import type { SkipReason } from '../model/monitor-event.ts'
import type { RunResult } from '../runner/run-scenario.ts'

const reasons = {
  budget: 'budget',
  'back-off': 'back_off',
  leased: 'leased',
  'llm-cap': 'llm_cap',
} as const satisfies Record<NonNullable<RunResult['refusal']>, SkipReason>

/** Why a run that was started did not take place: it is counted as skipped. Null when it did, or failed on our side. */
export function skipReasonOf({ refusal, evidence, report }: RunResult): SkipReason | null {
  if (refusal !== null) return reasons[refusal]
  return evidence === null && report.verdict === 'cancelled' ? 'shutdown' : null
}
