/** ISO text with microseconds and a numeric offset, as Python's `isoformat` writes it. `ms` is a wall-clock time. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00')
}

/** Seconds since the epoch with a fraction, as Python's `time.time()` gives it. `ms` is a wall-clock time. */
export function floatTime(ms: number): number {
  return ms / 1_000
}
