/** Below this a number counts seconds (it would be the year 5138), from here on milliseconds. */
const FIRST_MILLISECONDS = 1e11
/** From here on a number counts something finer than milliseconds. */
const FIRST_MICROSECONDS = 1e14

const zoned = /(?:z|[+-]\d{2}:?\d{2})$/i
const isoDateTime = /^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}/i

/**
 * Milliseconds since the epoch from what servers call a timestamp: ISO text, seconds (whole or not) or milliseconds, as
 * number or text (protocol.md §3.0). ISO text without a zone is UTC: that is what the servers' clocks run on. Null for
 * anything else.
 */
export function timestampMs(value: unknown): number | null {
  if (typeof value === 'number') return fromNumber(value)
  if (typeof value !== 'string') return null
  const text = value.trim()
  if (isoDateTime.test(text)) return fromIso(text)
  return text === '' ? null : fromNumber(Number(text))
}

function fromNumber(value: number): number | null {
  if (!(value > 0 && value < FIRST_MICROSECONDS)) return null
  return value < FIRST_MILLISECONDS ? value * 1_000 : value
}

function fromIso(text: string): number | null {
  const ms = Date.parse(zoned.test(text) ? text : `${text}Z`)
  return Number.isNaN(ms) ? null : ms
}
