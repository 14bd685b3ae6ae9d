import type { Clock } from '../../kernel/clock.ts'

/**
 * Puts a moment that the browser stamped (Unix milliseconds) on the clock of the run: what reached us late is not blamed on the
 * target. Never later than now.
 */
export function momentOf(clock: Clock, unixMs: number): number {
  const agoMs = Math.max(0, clock.wall() - unixMs)
  return clock.now() - agoMs * clock.timeScale
}
