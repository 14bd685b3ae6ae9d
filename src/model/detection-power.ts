/** How often something goes wrong, and how sure we want to be of seeing it. Both above 0 and below 1. */
export type Wish = { readonly rate: number; readonly confidence: number }

/** Makes up for the last bits of a logarithm, so that a whole number stays one. */
const ROUNDING = 1e-12

/**
 * How many independent attempts it takes to see a failure at least once: the smallest n with 1 - (1 - rate)^n ≥ confidence.
 * Throws a RangeError for a share that is not above 0 and below 1.
 */
export function attemptsToSee({ rate, confidence }: Wish): number {
  const exact = Math.log1p(-share('confidence', confidence)) / Math.log1p(-share('rate', rate))
  return Math.max(1, Math.ceil(exact * (1 - ROUNDING)))
}

/** How likely `attempts` independent attempts show a failure of this rate at least once. */
export function chanceToSee(rate: number, attempts: number): number {
  return -Math.expm1(Math.log1p(-share('rate', rate)) * attempts)
}

/**
 * The highest rate that zero failures in `attempts` attempts leave possible: 1 - (1 - confidence)^(1/attempts). About
 * 3/attempts at 95 % (the rule of three). 1 after no attempt: nothing is excluded.
 */
export function rateLeftOpen(attempts: number, confidence: number): number {
  const miss = Math.log1p(-share('confidence', confidence))
  return attempts === 0 ? 1 : -Math.expm1(miss / attempts)
}

function share(what: string, value: number): number {
  if (value > 0 && value < 1) return value
  throw new RangeError(`A ${what} must be above 0 and below 1, got ${value}.`)
}
