import { beatMs, type Cadence } from '../cadence.ts'

/** The windows of all rules, real milliseconds. */
export type Windows = {
  /** Time between two runs of the main scenario. */
  readonly beatMs: number
  /** In which failures of different scenarios are taken together: time for about six runs of the core scenarios. */
  readonly recentMs: number
  /** For how long one leak is shown: as long as it takes to look for leaks three times. */
  readonly safetyMs: number
  /** How long a deployment may disturb: runs that fail so soon after a change of revision do not count. */
  readonly deployMs: number
  /** How long an alert goes on after its condition: what comes and goes is one trouble. */
  readonly keepMs: number
  /** In which the monitor's own blindness is measured. */
  readonly blindMs: number
  /** In which latency is measured: three dozen runs of the main scenario. */
  readonly latencyMs: number
  /** After how long a drill is too old. */
  readonly drillMs: number
}

/** How many runs of the core scenarios make a window in which three failures are more than chance. */
const RECENT_RUNS = 6

/** The windows that make sense for a cadence. */
export function windowsOf(cadence: Cadence): Windows {
  const beat = beatMs(cadence)
  const core = [...cadence.scenarios.values()].filter(({ isCore }) => isCore)
  const runsPerMs = core.reduce((sum, { intervalMs }) => sum + 1 / intervalMs, 0)
  const slowest = Math.max(beat, ...core.map(({ intervalMs }) => intervalMs))
  return {
    beatMs: beat,
    recentMs: runsPerMs === 0 ? RECENT_RUNS * beat : Math.ceil(RECENT_RUNS / runsPerMs / beat) * beat,
    safetyMs: 3 * slowest,
    deployMs: beat,
    keepMs: 2 * beat,
    blindMs: 12 * beat,
    latencyMs: 36 * beat,
    drillMs: (cadence.budgetPeriodMs * 8) / 30,
  }
}
