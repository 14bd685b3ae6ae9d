import type { Cadence } from '../../cadence.ts'
import { attributed } from '../../promql/attributed.ts'
import { duration, inWords } from '../../promql/duration.ts'
import { ALLOWED_BAD, type Burn, burnsOf } from '../budget.ts'
import { recorded } from '../names.ts'
import type { Alert } from '../rule.ts'
import { type Windows, windowsOf } from '../windows.ts'
import { notAfterDeploy } from './phrases.ts'

/**
 * Fewest failed runs behind an alert. The conversations of one run fail together: fifteen bad ones of a single run would
 * look like an hour of trouble.
 */
const FEWEST_RUNS = 3
/** For so many beats at most a deployment excuses what burns: a team that deploys every hour would never hear of a slow burn. */
const EXCUSED_BEATS = 6

/** The error budget is spent too fast: slow troubles and rare ones that no count of a few runs finds. */
export function burnAlerts(cadence: Cadence): Alert[] {
  const windows = windowsOf(cadence)
  // What says that all is down is recorded by another group, which may be a little later.
  const forMs = cadence.evaluationMs
  return burnsOf(cadence).map((burn) => ({ ...burnAlert(burn, windows), forMs }))
}

function burnAlert({ longMs, shortMs, factor, severity }: Burn, { beatMs, deployMs, keepMs }: Windows): Alert {
  const [long, short] = [duration(longMs), duration(shortMs)]
  const most = Number((factor * ALLOWED_BAD).toFixed(6))
  const holds = [
    `${recorded.badRatio}{window="${long}"} > ${most}`,
    `${recorded.badRatio}{window="${short}"} > ${most}`,
    `${recorded.failedRuns}{window="${long}"} >= ${FEWEST_RUNS}`,
  ].join(' and ignoring (window) ')
  // An outage is told as one, and is not told again as arithmetic when it is over.
  const wasDown = `(max_over_time(${recorded.downNow}[${short}]) > 0)`
  const worst = `${recorded.worstRuns}{window="${long}"}`
  return {
    kind: 'alert',
    alert: 'GoldenPathBudgetBurn',
    expr: notAfterDeploy(
      attributed({ holds: `${holds} unless ignoring (window) ${wasDown}`, worst }),
      deployMs + Math.min(shortMs, EXCUSED_BEATS * beatMs),
    ),
    keepFiringMs: keepMs,
    severity,
    domain: null,
    labels: { window: long },
    summary: `{{ $value | humanizePercentage }} of all conversations failed within ${inWords(longMs)} ({{ $labels.domain }})`,
    description: `The error budget (${ALLOWED_BAD * 100} % of conversations) burns more than ${factor} times as fast as it may, over ${inWords(longMs)} and still over ${inWords(shortMs)}. Look which codes count most, and whether it began with a revision.`,
    repeat: 'run --tag core',
    page: '/incidents',
  }
}
