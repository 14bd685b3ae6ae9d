import { expect, test } from 'vitest'
import { domains } from '../model/words.ts'
import { cadenceOf } from './cadence.ts'
import { falsePagesPerDay, longestToPage, noticed, usualToPage } from './promise.ts'

const MINUTE_MS = 60_000
const rhythm = (minutes: number) => ({ intervalMs: minutes * MINUTE_MS, deadlineMs: 420_000, isCore: true })
const cadence = cadenceOf(
  new Map([
    ['golden-path', rhythm(5)],
    ['cross-user-isolation', rhythm(15)],
  ]),
)
const telling = { groupMs: 15_000 }

test('there is a promise for every domain but our own', () => {
  expect(new Set(noticed.map(({ domain }) => domain))).toEqual(
    new Set(domains.filter((domain) => domain !== 'monitor')),
  )
})

test('a dead agent takes two intervals, one silence, and the way to the pager', () => {
  const [agent] = noticed.filter(({ domain }) => domain === 'agent')
  if (agent === undefined) throw new Error('There is no promise for agents.')
  expect(longestToPage(cadence, agent, telling)).toBe((600 + 210 + 30 + 15) * 1_000)
  expect(usualToPage(cadence, agent, telling)).toBe((450 + 210 + 30 + 15) * 1_000)
})

test('a scenario that is not on the schedule promises nothing', () => {
  const [first] = noticed
  if (first === undefined) throw new Error('There is no promise.')
  expect(() => longestToPage(cadence, { ...first, scenario: 'unheard-of' }, telling)).toThrow(RangeError)
})

test('false pages come from two accidents in a row, so they fall with the square of one', () => {
  expect(falsePagesPerDay(cadence, 0)).toBe(0)
  expect(falsePagesPerDay(cadence, 0.001)).toBeCloseTo(2 * 384 * 0.001 ** 2, 6)
  expect(falsePagesPerDay(cadence, 0.01) / falsePagesPerDay(cadence, 0.001)).toBeGreaterThan(99)
})
