import { expect, test } from 'vitest'

type Reconnect = { delayBefore(attempt: number, code: number, sinceMs: number): number | null }
const { delayBefore }: Reconnect = await import(String(new URL('./pages/reconnect.js', import.meta.url)))

test.each([
  ['the first attempt comes at once when the last one is long ago', 1, 1006, 60_000, [0, 0]],
  ['but never less than three seconds after it', 1, 1006, 1_000, [2_000, 2_000]],
  ['then a second', 2, 1006, 60_000, [1_000, 1_100]],
  ['then twice as long', 4, 1011, 60_000, [4_000, 4_100]],
  ['thirty seconds at most', 10, 1006, 60_000, [30_000, 30_000]],
  ['after a refusal ten seconds', 1, 1008, 60_000, [10_000, 10_000]],
  ['and thirty at most', 3, 1008, 60_000, [30_000, 30_000]],
])('%s', (_name, attempt, code, sinceMs, [least, most]) => {
  const delayMs = delayBefore(attempt, code, sinceMs)
  expect(delayMs).toBeGreaterThanOrEqual(least ?? 0)
  expect(delayMs).toBeLessThanOrEqual(most ?? 0)
})

test.each([
  ['ten attempts', 11, 1006],
  ['three refusals', 4, 1008],
])('after %s the page gives up', (_name, attempt, code) => {
  expect(delayBefore(attempt, code, 0)).toBe(null)
})
