import { expect, test } from 'vitest'
import { exitCode, worst } from './verdict.ts'
import { type Verdict, verdicts } from './words.ts'

test('of several verdicts the worst wins, whatever their order', () => {
  const order: Verdict[] = ['fail', 'error', 'cancelled', 'inconclusive', 'degraded', 'pass']
  for (const [index, verdict] of order.entries()) {
    const milder = order.slice(index)
    expect(worst(milder)).toBe(verdict)
    expect(worst(milder.toReversed())).toBe(verdict)
  }
})

test('nothing passes by default: the verdict of no verdicts is inconclusive', () => {
  expect(worst([])).toBe('inconclusive')
})

test('only pass and degraded exit 0, and degraded only as long as nobody asks for more', () => {
  const codes = (failOnDegraded: boolean) =>
    Object.fromEntries(verdicts.map((verdict) => [verdict, exitCode(verdict, { failOnDegraded })]))
  const usual = { pass: 0, degraded: 0, fail: 1, error: 3, inconclusive: 4, cancelled: 130 }
  expect(codes(false)).toEqual(usual)
  expect(codes(true)).toEqual({ ...usual, degraded: 1 })
})
