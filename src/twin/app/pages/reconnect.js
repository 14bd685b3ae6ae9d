/** At least this much between two attempts (protocol.md §9.2). */
const BETWEEN_MS = 3_000
const LONGEST_MS = 30_000
const MOST_ATTEMPTS = 10
const MOST_AFTER_REFUSAL = 3
/** The close code that says: we do not believe your token. */
const REFUSED = 1008

/**
 * How long to wait before the next attempt, in milliseconds; null: no more. `attempt` counts from 1 since the last socket that
 * worked; `sinceMs` is how long ago the last attempt began.
 */
export function delayBefore(attempt, code, sinceMs) {
  if (code === REFUSED) return attempt > MOST_AFTER_REFUSAL ? null : Math.min(10_000 * 2 ** (attempt - 1), LONGEST_MS)
  if (attempt > MOST_ATTEMPTS) return null
  const grown = attempt === 1 ? 0 : 1_000 * 2 ** (attempt - 2) + Math.random() * 100
  return Math.min(Math.max(grown, BETWEEN_MS - sinceMs), LONGEST_MS)
}
