import { expect, test } from 'vitest'
import { cadenceProblem, nextFiring } from './cadence.ts'

const berlin = 'Europe/Berlin'

function firings(cron: string, timeZone: string, from: string, count: number): (string | null)[] {
  const found: (string | null)[] = []
  let at: number | null = Date.parse(from)
  while (found.length < count && at !== null) {
    at = nextFiring({ cron, timeZone }, at)
    found.push(at === null ? null : new Date(at).toISOString().slice(0, 19))
  }
  return found
}

test.each([
  [
    'a time of day that the spring leaves out comes once, when the clocks have gone forward',
    '30 2 * * *',
    '2026-03-28T12:00:00Z',
    ['2026-03-29T01:00:00', '2026-03-30T00:30:00'],
  ],
  [
    'a time of day that the autumn has twice comes once, the first time',
    '30 2 * * *',
    '2026-10-24T12:00:00Z',
    ['2026-10-25T00:30:00', '2026-10-26T01:30:00'],
  ],
  [
    'what comes every half hour neither pauses nor doubles in spring',
    '*/30 * * * *',
    '2026-03-29T00:15:00Z',
    ['2026-03-29T00:30:00', '2026-03-29T01:00:00', '2026-03-29T01:30:00', '2026-03-29T02:00:00'],
  ],
  [
    'nor in autumn, also in the hour that comes twice',
    '2-59/15 * * * *',
    '2026-10-24T23:50:00Z',
    ['2026-10-25T00:02:00', '2026-10-25T00:17:00', '2026-10-25T00:32:00', '2026-10-25T00:47:00', '2026-10-25T01:02:00'],
  ],
  [
    'six fields begin with the second',
    '*/20 * * * * *',
    '2026-03-29T00:59:50Z',
    ['2026-03-29T01:00:00', '2026-03-29T01:00:20'],
  ],
])('%s', (_name, cron, from, times) => {
  expect(firings(cron, berlin, from, times.length)).toEqual(times)
})

test('the same fields are another moment in another zone', () => {
  const from = '2026-07-01T00:00:00Z'
  expect(firings('0 9 * * *', 'Asia/Kolkata', from, 1)).toEqual(['2026-07-01T03:30:00'])
  expect(firings('0 9 * * *', 'UTC', from, 1)).toEqual(['2026-07-01T09:00:00'])
})

test.each([
  ['60 * * * *', 'UTC', 'cannot be used'],
  ['* * * *', 'UTC', 'cannot be used'],
  ['* * * * * * *', 'UTC', 'cannot be used'],
  ['* * * * *', 'Europe/Berln', 'Europe/Berln cannot be used'],
  ['0 0 31 2 *', 'UTC', 'never comes'],
])('of %s in %s is said what is wrong', (cron, timeZone, message) => {
  expect(cadenceProblem({ cron, timeZone }, Date.parse('2026-01-01'))).toContain(message)
})

test('a cadence that comes has no problem', () => {
  expect(cadenceProblem({ cron: '*/5 * * * *', timeZone: berlin }, Date.parse('2026-01-01'))).toBeNull()
})
