/** No wait is longer, however lax the limits are (design.md §4). */
const LONGEST_WAIT_MS = 180_000
const TIMES_THE_LIMIT = 3

/** How long to wait for something with this limit: past it, so that slow can be told from never. */
export function waitMs(limit: { readonly failMs: number }): number {
  return Math.min(TIMES_THE_LIMIT * limit.failMs, LONGEST_WAIT_MS)
}
