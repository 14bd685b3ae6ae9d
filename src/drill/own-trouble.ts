import { judgeEvidence } from '../judges/judge.ts'
import type { Outcome } from '../model/drill.ts'
import type { Evidence } from '../model/evidence-file.ts'
import { isRight } from './classify.ts'

/** How the monitor itself fails when the machine is too busy for the drill. */
const overload: ReadonlySet<string | null> = new Set(['loop_stalled', 'clock_jump'])

/**
 * A delay of our own loop weighs as much more in the twin's time as that runs faster. Beyond this many milliseconds of it,
 * half of the tightest limit that fails a run, a result that is not right may be our doing.
 */
const HEAVY_DELAY_MS = 2_500

/** Why a run does not count, because we could not keep up; null when it counts. A run that came out right always does. */
export function ownTrouble(evidence: Evidence | null, outcome: Outcome): string | null {
  if (evidence === null || isRight(outcome)) return null
  const { verdict, cause, reason } = judgeEvidence(evidence)
  if (verdict === 'error' && overload.has(cause)) return reason
  const { loopDelayMaxMs, timeScale } = evidence.context
  const weightMs = Math.round(loopDelayMaxMs * timeScale)
  if (weightMs <= HEAVY_DELAY_MS) return null
  return `Our event loop was ${loopDelayMaxMs} ms late, ${weightMs} ms of the twin's time.`
}
