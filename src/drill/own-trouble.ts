import { judgeEvidence } from '../judges/judge.ts'
import type { Evidence } from '../model/evidence-file.ts'

/** How the monitor itself fails when the machine is too busy for the drill. */
const overload: ReadonlySet<string | null> = new Set(['loop_stalled', 'clock_jump'])

/**
 * A delay of our own loop weighs as much more in the twin's time as that runs faster. From the tightest limit on, one second
 * for a sign-in, a result that is not right may be our doing.
 */
const HEAVY_DELAY_MS = 1_000
/** Small delays add up to the same where they take this part of a run. */
const HEAVY_SHARE = 0.1

/** How long a run took and how late we were in it, in real milliseconds. */
export type Pace = { readonly tookMs: number; readonly lateMs: number }

/** What kept us from a fair run, so that a result that is not right does not count; null when nothing did. */
export function ownTrouble(evidence: Evidence | null, { tookMs, lateMs }: Pace): string | null {
  if (evidence === null) return null
  const { verdict, cause, reason } = judgeEvidence(evidence)
  if (verdict === 'error' && overload.has(cause)) return reason
  const { loopDelayMaxMs, timeScale } = evidence.context
  const weightMs = Math.round(loopDelayMaxMs * timeScale)
  if (weightMs > HEAVY_DELAY_MS)
    return `Our event loop was ${loopDelayMaxMs} ms late, ${weightMs} ms of the twin's time.`
  const share = lateMs / tookMs
  if (share <= HEAVY_SHARE) return null
  return `We lagged behind for ${Math.round(share * 100)} % of the run: the machine is too busy.`
}
