import type { Clock } from '../kernel/clock.ts'
import type { Refused } from './outcome.ts'

/** How long a caller is willing to wait. */
export type Wait = {
  /** At most this many real milliseconds; 0 asks once. */
  readonly waitMs: number
  readonly signal: AbortSignal
}

/**
 * Asks again until the answer is no refusal, or until the wait cannot help any more; then gives the last refusal.
 * The guard counts real time, whatever the clock's time scale. Rejects with the signal's reason.
 */
export async function askUntilGranted<Answer extends { readonly kind: string }>(
  clock: Clock,
  { waitMs, signal }: Wait,
  ask: () => Answer | Refused,
): Promise<Answer | Refused> {
  const untilMs = clock.now() + waitMs * clock.timeScale
  for (;;) {
    signal.throwIfAborted()
    const answer = ask()
    if (!isRefused(answer) || answer.retryAfterMs === null) return answer
    const pauseMs = Math.max(1, answer.retryAfterMs) * clock.timeScale
    if (clock.now() + pauseMs > untilMs) return answer
    await clock.sleep(pauseMs, signal)
  }
}

function isRefused<Answer extends { readonly kind: string }>(answer: Answer | Refused): answer is Refused {
  return answer.kind === 'refused'
}
