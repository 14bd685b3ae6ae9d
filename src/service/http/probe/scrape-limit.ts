import { Problem } from '../problem.ts'

/** How long a scraper waits, and what that leaves us, in real milliseconds from the beginning of its request. */
export type ScrapeLimit = {
  /** What the scraper said. */
  readonly limitMs: number
  /** When the run is cut: its sockets still have to be closed. */
  readonly cutMs: number
  /** When we answer at the latest, with or without the end of the run. */
  readonly answerMs: number
}

/** Each of cut and answer comes so much before the next. */
const MARGIN_MS = 500
const LONGEST_SECONDS = 3_600

/**
 * Reads `X-Prometheus-Scrape-Timeout-Seconds`. Null without it: the caller waits as long as it takes. Throws a Problem for
 * what is no time.
 */
export function scrapeLimit(header: string | undefined): ScrapeLimit | null {
  if (header === undefined) return null
  const seconds = Number(header)
  if (!(header.trim() !== '' && seconds > 0 && seconds <= LONGEST_SECONDS))
    throw new Problem(
      400,
      `X-Prometheus-Scrape-Timeout-Seconds must be above 0 and at most ${LONGEST_SECONDS}, got "${header.slice(0, 50)}".`,
      'Prometheus sets it by itself; leave it out when you ask by hand.',
    )
  const limitMs = seconds * 1_000
  // Of a very short time more than the margins must be left.
  const marginMs = Math.min(MARGIN_MS, limitMs / 4)
  return { limitMs, cutMs: limitMs - 2 * marginMs, answerMs: limitMs - marginMs }
}
