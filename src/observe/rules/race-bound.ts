import type { Cadence } from '../cadence.ts'
import { duration } from '../promql/duration.ts'
import { recorded } from './names.ts'
import { recording } from './recordings.ts'
import type { Recording } from './rule.ts'

/** How sure the bound is. */
const CONFIDENCE = 0.95
/** The windows, as parts of the budget period: an hour, six hours, a day and a week of thirty days. */
const parts = [720, 120, 30, 30 / 7] as const

/**
 * Records what a clean record of races still leaves possible: the highest rate of failed attempts that would show none of
 * them with a chance of 5 % (detection-power.ts). Only for windows without a failure, in which the target did not change.
 */
export function raceBoundRecordings({ budgetPeriodMs }: Cadence): Recording[] {
  return parts.map((part) => {
    const windowMs = budgetPeriodMs / part
    const range = `[${duration(windowMs)}]`
    const attempts = `floor(sum without (scenario) (increase(golden_path_race_attempts_total${range}))) > 0`
    const failures = `sum without (scenario) (increase(golden_path_race_failures_total${range})) > 0`
    const changed = `time() - max without (service) (golden_path_target_revision_changed_timestamp_seconds)`
    const clean = `(${attempts}) unless (${failures}) unless (${changed} < ${windowMs / 1_000})`
    const miss = Number((1 - CONFIDENCE).toFixed(4))
    return recording(recorded.raceBound, `1 - ${miss} ^ (1 / (${clean}))`, { window: duration(windowMs) })
  })
}
