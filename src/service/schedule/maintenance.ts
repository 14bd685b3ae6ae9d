import { Cron } from 'croner'
import type { Maintenance } from '../../config/watch-schema.ts'
import { type Cadence, cadenceProblem, nextFiring } from './cadence.ts'

/** A time in which nothing is run by itself. Times of day are milliseconds since the Unix epoch, ends not included. */
export type Window = {
  readonly when:
    | { readonly kind: 'repeated'; readonly cadence: Cadence; readonly lastsMs: number }
    | { readonly kind: 'once'; readonly fromWallMs: number; readonly toWallMs: number }
  /** Ids; null: all scenarios. */
  readonly scenarios: readonly string[] | null
  readonly reason: string
}

/** A window as the configuration has it, or what is wrong with it. */
export function readWindow(
  given: Maintenance,
  timeZone: string,
  nowWallMs: number,
): { readonly window: Window } | { readonly problem: string } {
  const { cron, minutes, from = '', to = '', scenarios = null, reason = '' } = given
  const zone = given.timeZone ?? timeZone
  if (cron !== undefined && minutes !== undefined) {
    const cadence = { cron, timeZone: zone }
    const problem = cadenceProblem(cadence, nowWallMs)
    if (problem !== null) return { problem }
    return { window: { when: { kind: 'repeated', cadence, lastsMs: minutes * 60_000 }, scenarios, reason } }
  }
  const fromWallMs = momentOf(from, zone)
  const toWallMs = momentOf(to, zone)
  if (fromWallMs === null || toWallMs === null) return { problem: `"${from}" or "${to}" is no time of any day` }
  if (toWallMs <= fromWallMs) return { problem: `it ends at ${to}, and that is not after ${from}` }
  return { window: { when: { kind: 'once', fromWallMs, toWallMs }, scenarios, reason } }
}

/** The window in which a scenario must rest at a moment; null when it may run. */
export function windowAt(windows: readonly Window[], scenario: string, wallMs: number): Window | null {
  return windows.find((window) => concerns(window, scenario) && isOpen(window, wallMs)) ?? null
}

function concerns({ scenarios }: Window, scenario: string): boolean {
  return scenarios === null || scenarios.includes(scenario)
}

/** Lengths are real time: an hour is an hour, also where the clocks change. */
function isOpen({ when }: Window, wallMs: number): boolean {
  if (when.kind === 'once') return wallMs >= when.fromWallMs && wallMs < when.toWallMs
  const began = nextFiring(when.cadence, wallMs - when.lastsMs)
  return began !== null && began <= wallMs
}

/** A time of day on a day in a time zone; null for one that the calendar does not have. */
function momentOf(text: string, timeZone: string): number | null {
  const [day = ''] = text.split('T')
  try {
    // Both calendars at hand take 31 February for 3 March.
    if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) return null
    return new Cron(text, { timezone: timeZone }).nextRun(new Date(0))?.getTime() ?? null
  } catch {
    return null
  }
}
