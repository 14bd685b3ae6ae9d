import { expect, test } from 'vitest'
import { duration, inWords } from './duration.ts'

test.each([
  [86_400_000, '1d', '1 day'],
  [5_400_000, '90m', '90 minutes'],
  [60_000, '1m', '1 minute'],
  [2_500, '2500ms', '2500 milliseconds'],
  [0.2, '1ms', '1 millisecond'],
])('%d ms are %s', (ms, short, long) => {
  expect(duration(ms)).toBe(short)
  expect(inWords(ms)).toBe(long)
})
