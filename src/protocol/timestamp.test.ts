import { expect, test } from 'vitest'
import { timestampMs } from './timestamp.ts'

const inUtc = Date.UTC(2025, 8, 18, 15, 0, 1)

test.each([
  ['ISO text with an offset', '2025-09-18T15:00:01+00:00', inUtc],
  ['ISO text with another offset', '2025-09-18T17:00:01+02:00', inUtc],
  ['ISO text with microseconds', '2025-09-18T15:00:01.250000+00:00', inUtc + 250],
  ['ISO text with Z', '2025-09-18T15:00:01Z', inUtc],
  ['ISO text without a zone, which is UTC', '2025-09-18T15:00:01', inUtc],
  ['ISO text with a space', '2025-09-18 15:00:01', inUtc],
  ['whole seconds', inUtc / 1_000, inUtc],
  ['seconds as a float', 1_756_905_054.5, 1_756_905_054_500],
  ['seconds as text', '1756905054.5', 1_756_905_054_500],
  ['milliseconds', inUtc, inUtc],
  ['milliseconds as text', String(inUtc), inUtc],
])('%s is read', (_name, value, expected) => {
  expect(timestampMs(value)).toBe(expected)
})

test.each([
  undefined,
  null,
  true,
  '',
  '  ',
  'yesterday',
  '2025-99-99T15:00:01Z',
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e15,
  {},
  [1],
])('%j is no timestamp', (value) => {
  expect(timestampMs(value)).toBeNull()
})
