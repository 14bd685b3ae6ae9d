import type { HarEntry } from './har-schema.ts'

/** The time of day of a message in seconds has ten digits, in milliseconds thirteen: browsers write the one or the other. */
const LARGEST_SECONDS = 1e11

/** When an entry began, milliseconds since the Unix epoch; what waited inside the browser had not begun. */
export function startOf({ startedDateTime, timings }: HarEntry): number {
  return Date.parse(startedDateTime) + known(timings?.blocked)
}

/** When the answer to an entry was there. */
export function endOf(entry: HarEntry): number {
  return Date.parse(entry.startedDateTime) + Math.max(known(entry.time), known(entry.timings?.blocked))
}

/** The time of day of a message, milliseconds since the Unix epoch; null when it has none. */
export function momentOf(time: number | null | undefined): number | null {
  if (time === null || time === undefined) return null
  return Math.abs(time) < LARGEST_SECONDS ? time * 1_000 : time
}

/** The parts of an exchange as evidence names them. */
export function timingsOf({ timings }: HarEntry) {
  const part = (value: number | null | undefined) => (typeof value === 'number' && value >= 0 ? value : null)
  const connect = part(timings?.connect)
  const tlsMs = part(timings?.ssl)
  return {
    dnsMs: part(timings?.dns),
    tcpMs: connect === null ? null : Math.max(0, connect - (tlsMs ?? 0)),
    tlsMs,
    firstByteMs: part(timings?.wait),
  }
}

function known(value: number | null | undefined): number {
  return typeof value === 'number' && value > 0 ? value : 0
}
