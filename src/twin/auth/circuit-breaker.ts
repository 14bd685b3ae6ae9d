/** A circuit breaker as the target's (protocol.md §2.4): all its users share it, and it counts failures, whosever they are. */
export type CircuitBreaker = {
  /** Whether a request is let through at a time. */
  allows(nowMs: number): boolean
  /** What came of a request that was let through. */
  record(succeeded: boolean, nowMs: number): void
}

const openMs = 30_000
const trials = 3

/** Makes a closed breaker that opens after `threshold` failures in a row, for 30 s, and closes after three good trials. */
export function createCircuitBreaker(threshold: number): CircuitBreaker {
  let failuresInARow = 0
  let openedAtMs: number | null = null
  let goodTrials = 0
  const isTrial = (nowMs: number) => openedAtMs !== null && nowMs >= openedAtMs + openMs
  const open = (nowMs: number) => {
    openedAtMs = nowMs
    goodTrials = 0
  }
  return {
    allows: (nowMs) => openedAtMs === null || isTrial(nowMs),
    record(succeeded, nowMs) {
      failuresInARow = succeeded ? 0 : failuresInARow + 1
      if (openedAtMs === null) {
        if (failuresInARow >= threshold) open(nowMs)
      } else if (!succeeded) open(nowMs)
      else if (++goodTrials >= trials) openedAtMs = null
    },
  }
}
