/** Metrics tell seconds. Evidence from elsewhere may have clocks that were set back; nothing takes less than no time. */
export function seconds(ms: number): number {
  return Math.max(0, ms) / 1_000
}
