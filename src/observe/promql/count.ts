import { duration } from './duration.ts'

/**
 * How often counters have grown within a window, as whole numbers: `increase` stretches what it sees to the edges of the
 * window, so that one event may look like two in a young series. A restart is no growth. Two events between two scrapes
 * count once: for counters of runs, which are minutes apart, that is right.
 */
export function timesGrown(selector: string, windowMs: number): string {
  const range = `${selector}[${duration(windowMs)}]`
  return `(changes(${range}) - resets(${range}))`
}

/**
 * Counters that are new within a window and not 0: a series that nobody could foresee begins with its first event, which is
 * no growth.
 */
export function born(selector: string, windowMs: number): string {
  return `(${selector} > 0 unless present_over_time(${selector}[1d] offset ${duration(windowMs)}))`
}

/** Counters of which anything at all was counted within a window. */
export function hasGrown(selector: string, windowMs: number): string {
  return `(increase(${selector}[${duration(windowMs)}]) > 0 or ${born(selector, windowMs)})`
}
