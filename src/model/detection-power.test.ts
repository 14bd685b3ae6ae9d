import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attemptsToSee, chanceToSee, rateLeftOpen } from './detection-power.ts'

test.each([
  // ln(0.05)/ln(0.99) = 298.07
  [0.01, 0.95, 299],
  [0.001, 0.95, 2995],
  [0.1, 0.95, 29],
  [0.05, 0.95, 59],
  [0.01, 0.99, 459],
  [0.5, 0.95, 5],
  // 0.5² leaves 0.25 and 0.9² leaves 0.81, exactly.
  [0.5, 0.75, 2],
  [0.1, 0.19, 2],
  // One attempt is the least.
  [0.99, 0.5, 1],
  // The smallest rates keep their digits.
  [1e-9, 0.95, 2_995_732_273],
])('a rate of %d seen with confidence %d takes %d attempts', (rate, confidence, attempts) => {
  expect(attemptsToSee({ rate, confidence })).toBe(attempts)
})

test.each([
  [0, 0.95, 1],
  [1, 0.95, 0.95],
  [10, 0.95, 0.258_866],
  [59, 0.95, 0.049_508],
  [300, 0.95, 0.009_936],
  [459, 0.99, 0.009_983],
])('%d attempts without failure leave, at confidence %d, a rate of %d open', (attempts, confidence, rate) => {
  expect(rateLeftOpen(attempts, confidence)).toBeCloseTo(rate, 6)
})

test.each([100, 300, 1_000, 100_000])('the rule of three: zero failures in %d attempts leave about 3/n open', (n) => {
  const open = rateLeftOpen(n, 0.95)
  expect(open).toBeLessThan(3 / n)
  expect(open).toBeGreaterThan(2.9 / n)
})

test('a chance of 1 % is seen in 100 attempts 63 times of 100', () => {
  expect(chanceToSee(0.01, 100)).toBeCloseTo(0.633_968, 6)
  expect(chanceToSee(0.01, 0)).toBe(0)
})

const share = fc.double({ min: 0.0001, max: 0.9999, noNaN: true })

test('the number of attempts is the smallest that is enough, and leaves no higher rate open', () => {
  fc.assert(
    fc.property(share, share, (rate, confidence) => {
      const attempts = attemptsToSee({ rate, confidence })
      const slack = 1e-6
      expect(chanceToSee(rate, attempts)).toBeGreaterThanOrEqual(confidence - slack)
      expect(chanceToSee(rate, attempts - 1)).toBeLessThan(confidence + slack)
      expect(rateLeftOpen(attempts, confidence)).toBeLessThanOrEqual(rate + slack)
    }),
  )
})

test.each([0, 1, -0.1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no share', (value) => {
  expect(() => attemptsToSee({ rate: value, confidence: 0.95 })).toThrow('A rate must be above 0 and below 1')
  expect(() => attemptsToSee({ rate: 0.01, confidence: value })).toThrow('A confidence must be above 0 and below 1')
})
