import type { SeenEvent } from '../protocol/seen-event.ts'

/** Gaps in milliseconds in which simulators send their five events, and how exactly they keep them. */
const SIMULATED_GAPS_MS: readonly (readonly number[])[] = [
  [100, 100, 100, 100],
  [500, 1_000, 1_500, 500],
]
const EXACT_WITHIN_MS = 15
/** Nothing thinks, uses a tool and answers within this time. */
const BURST_MS = 20
const FEWEST_IN_BURST = 4

/** Milliseconds between each agent event and the next. */
export function gapsMs(events: readonly SeenEvent[]): number[] {
  return events.slice(1).map((event, index) => event.atMs - (events[index]?.atMs ?? event.atMs))
}

/** Whether events keep the pace of a known simulator: no agent takes exactly the same time for each step. */
export function areSimulated(events: readonly SeenEvent[]): boolean {
  const gaps = gapsMs(events)
  return SIMULATED_GAPS_MS.some(
    (paces) =>
      gaps.length === paces.length &&
      gaps.every((gap, index) => Math.abs(gap - (paces[index] ?? 0)) <= EXACT_WITHIN_MS),
  )
}

/** Whether all events came at once: they were held back on the way, or nobody did the work. */
export function areBurst(events: readonly SeenEvent[]): boolean {
  const [first] = events
  const last = events.at(-1)
  return (
    first !== undefined && last !== undefined && events.length >= FEWEST_IN_BURST && last.atMs - first.atMs <= BURST_MS
  )
}
