import { expect, test } from 'vitest'
import type { Maintenance } from '../../config/watch-schema.ts'
import { readWindow, windowAt } from './maintenance.ts'

const now = Date.parse('2026-01-01T00:00:00Z')

function isResting(given: Maintenance, at: string, scenario = 'golden-path', timeZone = 'Europe/Berlin'): boolean {
  const read = readWindow(given, timeZone, now)
  if ('problem' in read) throw new Error(read.problem)
  return windowAt([read.window], scenario, Date.parse(at)) !== null
}

test.each([
  ['before it begins', '2026-06-01T00:59:59Z', false],
  ['when it begins', '2026-06-01T01:00:00Z', true],
  ['before it ends', '2026-06-01T01:29:59Z', true],
  ['when it ends', '2026-06-01T01:30:00Z', false],
  ['on the day the clocks go forward, from the first moment that exists', '2026-03-29T01:15:00Z', true],
  ['on the day the clocks go back, in the first of two hours', '2026-10-25T01:15:00Z', false],
])('a window of every night is open or not: %s', (_name, at, open) => {
  expect(isResting({ cron: '0 3 * * *', minutes: 30 }, at)).toBe(open)
})

test.each([
  ['the autumn has an hour more, and a window is real time', '2026-10-25T00:59:59Z', true],
  ['so it ends before its own time of day comes again', '2026-10-25T01:00:00Z', false],
])('%s', (_name, at, open) => {
  expect(isResting({ cron: '0 2 * * *', minutes: 60 }, at)).toBe(open)
})

test('a window that comes once is read in its time zone, or in UTC when it says so', () => {
  const local = { from: '2026-07-01T10:00', to: '2026-07-01T11:00' }
  expect(isResting(local, '2026-07-01T08:30:00Z')).toBe(true)
  expect(isResting(local, '2026-07-01T10:30:00Z')).toBe(false)
  const universal = { from: '2026-07-01T10:00Z', to: '2026-07-01T11:00Z' }
  expect(isResting(universal, '2026-07-01T10:30:00Z')).toBe(true)
  expect(isResting({ ...local, timeZone: 'Asia/Tokyo' }, '2026-07-01T01:30:00Z')).toBe(true)
})

test('a window may be for some scenarios only', () => {
  const given = { from: '2026-07-01T10:00Z', to: '2026-07-01T11:00Z', scenarios: ['order-ab'] }
  expect(isResting(given, '2026-07-01T10:30:00Z', 'order-ab')).toBe(true)
  expect(isResting(given, '2026-07-01T10:30:00Z', 'golden-path')).toBe(false)
})

test.each([
  ['ends before it begins', { from: '2026-07-01T10:00', to: '2026-07-01T09:00' }, 'not after'],
  ['begins on no day of any year', { from: '2026-02-31T10:00', to: '2026-07-01T09:00' }, 'no time of any day'],
  ['has a schedule that never comes', { cron: '0 0 31 2 *', minutes: 5 }, 'never comes'],
])('a window that %s is refused', (_name, given, message) => {
  expect(readWindow(given, 'UTC', now)).toEqual({ problem: expect.stringContaining(message) })
})
