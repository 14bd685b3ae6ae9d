import { type Band, type Cadence, MAIN_SCENARIO, weightedBandsOf } from '../../cadence.ts'
import { attributed } from '../../promql/attributed.ts'
import { duration, inWords } from '../../promql/duration.ts'
import { recorded } from '../names.ts'
import { isDown, someScenarios } from '../recordings.ts'
import type { Alert } from '../rule.ts'
import { type Windows, windowsOf } from '../windows.ts'
import { notAfterDeploy, rungOf } from './phrases.ts'

/** The golden path is not open: said by several runs, never by one. */
export function downAlerts(cadence: Cadence): Alert[] {
  const windows = windowsOf(cadence)
  return [...weightedBandsOf(cadence).map((band) => ofThree(band, windows)), recently(windows)]
}

/**
 * Two of three tell an outage from a flap, and find one that comes and goes; that the last one failed says that it is not
 * over.
 */
function ofThree({ ids, intervalMs, isCore }: Band, { beatMs, deployMs, keepMs }: Windows): Alert {
  const some = someScenarios(ids)
  const own = isDown(some)
  const holds = attributed({
    holds: ids.includes(MAIN_SCENARIO) ? own : `${own} unless ignoring (interval) ${sinceMainFailed(some, beatMs)}`,
    worst: `${recorded.worstOfThree}{${some}}`,
  })
  return {
    kind: 'alert',
    alert: isCore ? 'GoldenPathDown' : 'GoldenPathScenarioFails',
    // When the disturbance is over, a run of the main scenario has had its turn.
    expr: notAfterDeploy(holds, deployMs + beatMs),
    keepFiringMs: Math.max(intervalMs, keepMs),
    severity: isCore ? 'page' : 'ticket',
    domain: null,
    labels: { interval: duration(intervalMs) },
    summary: isCore
      ? 'The golden path is down: {{ $labels.scenario }} fails ({{ $labels.domain }})'
      : '{{ $labels.scenario }} fails ({{ $labels.domain }})',
    description: `At least two of the last three runs of {{ $labels.scenario }} failed, the last one among them (one is due every ${inWords(intervalMs)}), ${rungOf(3 * intervalMs)}. The domain is the first suspect; the run says what was expected and what came.`,
    repeat: 'run {{ $labels.scenario }}',
    page: '/scenarios/{{ $labels.scenario }}',
  }
}

/**
 * Scenarios that have not run since the main one failed: their failures belong to that outage, of which somebody knows, and
 * must not be told anew when it is over. What was under way then may end a beat later.
 */
function sinceMainFailed(some: string, beatMs: number): string {
  const last = `golden_path_last_run_timestamp_seconds{${some}}`
  return `(${last} < ignoring (scenario) group_left () (${recorded.mainFailedAt} + ${Math.ceil(beatMs / 1_000)}))`
}

/**
 * What only several users at once show, shows in several scenarios sooner than twice in one. When the main scenario fails as
 * well, it is not in part, and the alert about that one says so.
 */
function recently({ recentMs, deployMs, keepMs }: Windows): Alert {
  const main = `golden_path_last_verdict{scenario="${MAIN_SCENARIO}",verdict="fail"}[${duration(recentMs)}]`
  const isPart = `unless ignoring (scenario, verdict) max_over_time(${main}) > 0`
  const holds = attributed({ holds: `${recorded.failedElsewhere} >= 3 ${isPart}`, worst: recorded.worstElsewhere })
  return {
    kind: 'alert',
    alert: 'GoldenPathFailsInPart',
    expr: notAfterDeploy(holds, deployMs + recentMs),
    keepFiringMs: keepMs,
    severity: 'page',
    domain: null,
    summary: `{{ $value }} runs failed within ${inWords(recentMs)} ({{ $labels.domain }})`,
    description: `Three failed runs of other scenarios than ${MAIN_SCENARIO} within ${inWords(recentMs)} are more than chance. The overview shows which fail and which do not: what only fails with several users is a race, a lock or a leak.`,
    repeat: 'run concurrent-users',
    page: '/',
  }
}
