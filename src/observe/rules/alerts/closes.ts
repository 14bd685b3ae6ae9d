import { attributed } from '../../promql/attributed.ts'
import { timesGrown } from '../../promql/count.ts'
import { inWords } from '../../promql/duration.ts'
import { recorded } from '../names.ts'
import type { Alert } from '../rule.ts'
import type { Windows } from '../windows.ts'
import { notAfterDeploy, reasonsOf } from './phrases.ts'

/** More of all sockets than this end with 1011. */
const MOST = 0.05

/** The server gives up on sockets: a share of them, and in more than one run. */
export function closeAlerts({ recentMs, deployMs, keepMs }: Windows): Alert[] {
  // Runs that the monitor itself spoilt lose sockets as well, by its own fault.
  const failed = `sum without (scenario, verdict) ${timesGrown('golden_path_runs_total{verdict="fail"}', recentMs)} >= 2`
  const holds = `${recorded.closes1011} > ${MOST} and ${recorded.runsWith1011} >= 2 and ${failed}`
  return [
    {
      kind: 'alert',
      alert: 'GoldenPathCloses1011',
      expr: notAfterDeploy(attributed({ holds, worst: recorded.worstRecently }), deployMs + recentMs),
      keepFiringMs: keepMs,
      severity: 'page',
      domain: null,
      summary: '{{ $value | humanizePercentage }} of all sockets are closed with 1011 ({{ $labels.domain }})',
      description: `Within ${inWords(recentMs)} the server closed sockets with 1011 in two runs or more. By the words of their reasons: ${reasonsOf(recentMs)}which is not yet a cause: read the frame before the close.`,
      repeat: 'run concurrent-users upgrade-race',
      page: '/',
    },
  ]
}
