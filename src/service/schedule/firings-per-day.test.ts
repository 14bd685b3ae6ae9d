import { expect, test } from 'vitest'
import { firingsPerDay } from './firings-per-day.ts'

test.each([
  ['* * * * *', 1440],
  ['*/5 * * * *', 288],
  ['2-59/15 * * * *', 96],
  ['22 * * * *', 24],
  ['35 */6 * * *', 4],
  ['15 3 * * *', 1],
  ['0,30 9-17 * * *', 18],
  ['*/10 * * * * *', 8640],
  ['0 0 12 * * *', 1],
  ['0 0 * * mon', 1 / 7],
  ['0 0 * * 1-5', 5 / 7],
  ['0 0 * * 0', 1 / 7],
  ['0 0 * * 7', 1 / 7],
  ['0 0 1 1 *', 28 / 10_227],
  ['0 0 29 feb *', 7 / 10_227],
  ['0 0 * 2 *', (28 * 28 + 7) / 10_227],
  ['0 0 L * *', (28 * 12) / 10_227],
  ['0 0 * * mon#2', (28 * 12) / 10_227],
  // No year has such a day.
  ['0 0 31 2 *', 0],
])('%s fires %d times on an average day', (expression, times) => {
  expect(firingsPerDay(expression)).toBeCloseTo(times, 10)
})

test('either day is enough when both are given', () => {
  const either = firingsPerDay('0 0 13 * fri') ?? 0
  expect(either).toBeGreaterThan((firingsPerDay('0 0 13 * *') ?? 0) + 0.1)
  expect(either).toBeLessThan((firingsPerDay('0 0 13 * *') ?? 0) + (firingsPerDay('0 0 * * fri') ?? 0))
})

test.each([
  '',
  '* * * *',
  '* * * * * * *',
  '60 * * * *',
  '5-2 * * * *',
  '*/0 * * * *',
  '7/20 * * * *',
  'a b c d e',
  '0 0 0 * *',
  '1,,2 * * * *',
])('of "%s" nothing is said', (expression) => {
  expect(firingsPerDay(expression)).toBeNull()
})
