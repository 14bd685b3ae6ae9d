import { expect, test } from 'vitest'
import { scrapeLimit } from './scrape-limit.ts'

test.each([
  ['10', { limitMs: 10_000, cutMs: 9_000, answerMs: 9_500 }],
  ['2.5', { limitMs: 2_500, cutMs: 1_500, answerMs: 2_000 }],
  ['1', { limitMs: 1_000, cutMs: 500, answerMs: 750 }],
  ['3600', { limitMs: 3_600_000, cutMs: 3_599_000, answerMs: 3_599_500 }],
])('of %s s enough is kept to close and to answer', (header, expected) => {
  expect(scrapeLimit(header)).toEqual(expected)
})

test('who does not say how long it waits, waits as long as it takes', () => {
  expect(scrapeLimit(undefined)).toBeNull()
})

test.each(['', ' ', '0', '-1', 'soon', 'NaN', 'Infinity', '3601', '1e99'])('"%s" is no time to wait', (header) => {
  expect(() => scrapeLimit(header)).toThrow('X-Prometheus-Scrape-Timeout-Seconds must be above 0')
})
