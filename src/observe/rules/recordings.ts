import type { Band, Cadence } from '../cadence.ts'
import { bandsOf, MAIN_SCENARIO } from '../cadence.ts'
import { born, timesGrown } from '../promql/count.ts'
import { duration } from '../promql/duration.ts'
import { recorded } from './names.ts'
import type { Recording } from './rule.ts'
import { type Windows, windowsOf } from './windows.ts'

/** A recording rule. */
export function recording(record: string, expr: string, labels?: Recording['labels']): Recording {
  return { kind: 'recording', record, expr, ...(labels === undefined ? {} : { labels }) }
}

/** What the alerts about failed runs look at. */
export function runRecordings(cadence: Cadence): Recording[] {
  const windows = windowsOf(cadence)
  return [
    ...bandsOf(cadence).flatMap(ofThree),
    ...downNow(cadence),
    mainFailedAt(cadence),
    ...recently(windows),
    revisionAge(windows),
    ...blind(windows),
  ]
}

/** A deployment and its rollback. */
const MOST_CHANGES = 2

/** A selector for some scenarios. */
export function someScenarios(ids: readonly string[]): string {
  return `scenario=~"${ids.join('|')}"`
}

/**
 * The failed runs among the last three of each scenario: in three intervals there are three ends of runs. A fourth falls
 * out, because a counter must be seen before it grows.
 */
function ofThree({ ids, intervalMs }: Band): Recording[] {
  const some = someScenarios(ids)
  const interval = duration(intervalMs)
  const failed = timesGrown(`golden_path_runs_total{${some},verdict="fail"}`, 3 * intervalMs)
  return [
    recording(recorded.failedOfThree, `sum without (verdict) ${failed}`, { interval }),
    recording(recorded.worstOfThree, worst(`{${some}}`, 3 * intervalMs, ''), { interval }),
  ]
}

/** Two of its last three runs failed, the last one among them: as a condition on scenarios. */
export function isDown(some: string): string {
  const lastFailed = `golden_path_last_verdict{${some},verdict="fail"} == 1`
  return `${recorded.failedOfThree}{${some}} >= 2 and ignoring (interval, verdict) ${lastFailed}`
}

function downNow({ scenarios }: Cadence): Recording[] {
  const core = [...scenarios].flatMap(([id, { isCore }]) => (isCore ? id : []))
  if (core.length === 0) return []
  return [recording(recorded.downNow, `count without (scenario, interval) (${isDown(someScenarios(core))})`)]
}

function mainFailedAt({ budgetPeriodMs, evaluationMs }: Cadence): Recording {
  const main = `scenario="${MAIN_SCENARIO}"`
  const failed = `golden_path_last_verdict{${main},verdict="fail"} == 1`
  const when = `golden_path_last_run_timestamp_seconds{${main}} and ignoring (verdict) ${failed}`
  const day = `[${duration(budgetPeriodMs / 30)}:${duration(4 * evaluationMs)}]`
  return recording(recorded.mainFailedAt, `max without (scenario) (max_over_time((${when})${day}))`)
}

function recently({ recentMs }: Windows): Recording[] {
  const elsewhere = `scenario!="${MAIN_SCENARIO}"`
  const failed = timesGrown(`golden_path_runs_total{${elsewhere},verdict="fail"}`, recentMs)
  const closed = timesGrown('golden_path_ws_closes_total{close_code="1011",initiator="server"}', recentMs)
  const range = `[${duration(recentMs)}]`
  const closes = `sum without (phase, reason_class) (increase(golden_path_ws_1011_closes_total${range}))`
  const sockets = `sum without (scenario, status) (increase(golden_path_ws_upgrades_total{status="101"}${range}))`
  return [
    recording(recorded.failedElsewhere, `sum without (scenario, verdict) ${failed}`),
    recording(recorded.worstElsewhere, worst(`{${elsewhere}}`, recentMs, 'scenario, ')),
    recording(recorded.worstRecently, worst('', recentMs, 'scenario, ')),
    recording(recorded.runsWith1011, `sum without (scenario) (max without (close_code, initiator, phase) ${closed})`),
    recording(recorded.closes1011, `${closes} / (${sockets} > 0)`),
  ]
}

/** The domain that most of the failed runs named. `over`: labels to add up, as a list that ends in a comma. */
export function worst(selector: string, windowMs: number, over: string): string {
  const failures = `golden_path_run_failures_total${selector}`
  const grown = `${timesGrown(failures, windowMs)} > 0 or ${born(failures, windowMs)}`
  return `topk without (${over}domain) (1, sum without (${over}phase) (${grown}))`
}

/** A revision that comes and goes is no deployment: two that answer in turn would excuse whatever one of them breaks. */
function revisionAge({ blindMs }: Windows): Recording {
  const changedAt = 'golden_path_target_revision_changed_timestamp_seconds'
  const restless = `max without (service) ${timesGrown(changedAt, blindMs)} > ${MOST_CHANGES}`
  return recording(recorded.revisionAge, `time() - max without (service) (${changedAt} > 0) unless ${restless}`)
}

function blind({ blindMs }: Windows): Recording[] {
  const range = `[${duration(blindMs)}]`
  const count = (verdict: string) =>
    `sum without (scenario, verdict) (increase(golden_path_runs_total{${verdict}}${range}))`
  const says = timesGrown('golden_path_runs_total{verdict=~"inconclusive|error"}', blindMs)
  return [
    recording(recorded.blindRuns, `sum without (scenario, verdict) ${says}`),
    recording(
      recorded.blindRatio,
      `${count('verdict=~"inconclusive|error"')} / (${count('verdict!="cancelled"')} > 0)`,
    ),
  ]
}
