/** What a page itself does takes this long at most before anybody is blamed, real milliseconds: rendering knows no time scale. */
const PAGE_REAL_MS = 6_000

/** A limit for what a page does, in milliseconds of target time, which a twin in fast motion does not make shorter than a page needs. */
export function pageLimitMs(limitMs: number, timeScale: number): number {
  return timeScale === 1 ? limitMs : Math.max(limitMs, PAGE_REAL_MS * timeScale)
}
