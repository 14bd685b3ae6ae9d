/** With fewer samples on a side no order of them is surprising enough. */
export const FEWEST_SAMPLES = 5
/** One-sided 1 %: a gate makes a handful of such comparisons at a time. */
const SURPRISING = 2.326
/** What nobody would notice is no reason to stop a deployment. */
const LEAST_SHARE = 0.2
const LEAST_MS = 50

/** The middle of a list; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (lower + upper) / 2
}

/**
 * Whether a wait has grown: by a fifth and 50 ms in the middle, and more than chance makes likely (Mann-Whitney, one-sided
 * 1 %, which asks nothing of the shape of the distributions). Null for fewer than five samples on a side.
 */
export function isSlower(before: readonly number[], after: readonly number[]): boolean | null {
  if (Math.min(before.length, after.length) < FEWEST_SAMPLES) return null
  const from = median(before)
  const grown = median(after) - from
  return grown > LEAST_MS && grown > from * LEAST_SHARE && surprise(before, after) > SURPRISING
}

/** How many standard deviations the number of pairs in which `after` is larger lies above what chance gives. */
function surprise(before: readonly number[], after: readonly number[]): number {
  const pairs = after.flatMap((late) => before.map((early) => (late > early ? 1 : late === early ? 0.5 : 0)))
  const larger = pairs.reduce((sum: number, each) => sum + each, 0)
  const n = before.length + after.length
  const ties = [...Map.groupBy([...before, ...after], (value) => value).values()]
  const tied = ties.reduce((sum, { length }) => sum + (length ** 3 - length), 0)
  const variance = ((before.length * after.length) / 12) * (n + 1 - tied / (n * (n - 1)))
  return variance === 0 ? 0 : (larger - pairs.length / 2 - 0.5) / Math.sqrt(variance)
}
