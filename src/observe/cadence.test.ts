import { expect, test } from 'vitest'
import { bandsOf, beatMs, type Cadence, cadenceOf, quickened, type Rhythm, weightedBandsOf } from './cadence.ts'
import { burnsOf } from './rules/budget.ts'
import { windowsOf } from './rules/windows.ts'

const MINUTE_MS = 60_000
const rhythm = (minutes: number, isCore: boolean): Rhythm => ({
  intervalMs: minutes * MINUTE_MS,
  deadlineMs: 7 * MINUTE_MS,
  isCore,
})
const usual: Cadence = cadenceOf(
  new Map([
    ['golden-path', rhythm(5, true)],
    ['concurrent-users', rhythm(15, true)],
    ['cross-user-isolation', rhythm(15, true)],
    ['upgrade-matrix', rhythm(15, false)],
  ]),
)

test('the main scenario gives the beat, and the shortest interval where it is missing', () => {
  expect(beatMs(usual)).toBe(5 * MINUTE_MS)
  expect(beatMs(cadenceOf(new Map([['other', rhythm(60, false)]])))).toBe(60 * MINUTE_MS)
  expect(() => beatMs(cadenceOf(new Map()))).toThrow(RangeError)
})

test('scenarios of one interval are one band; by weight they are two', () => {
  expect(bandsOf(usual).map(({ ids }) => ids.join(' '))).toEqual([
    'golden-path',
    'concurrent-users cross-user-isolation upgrade-matrix',
  ])
  expect(weightedBandsOf(usual).map(({ ids }) => ids.join(' '))).toEqual([
    'golden-path',
    'concurrent-users cross-user-isolation',
    'upgrade-matrix',
  ])
})

test('no burn is measured over fewer runs than a person would believe', () => {
  for (const everyMin of [1, 5, 30]) {
    const cadence = cadenceOf(new Map([['golden-path', rhythm(everyMin, true)]]))
    for (const { longMs, shortMs } of burnsOf(cadence)) {
      expect(longMs / beatMs(cadence)).toBeGreaterThanOrEqual(12)
      expect(shortMs / beatMs(cadence)).toBeGreaterThanOrEqual(3)
      expect(longMs).toBeGreaterThan(shortMs)
    }
  }
})

test('at five minutes the windows are those of the workbook, but for the shortest', () => {
  const hours = burnsOf(usual).map(({ longMs, shortMs }) => [longMs / 3_600_000, shortMs / 3_600_000])
  expect(hours).toEqual([
    [1, 0.25],
    [6, 0.5],
    [24, 2],
    [72, 6],
  ])
  expect(windowsOf(usual).recentMs).toBe(20 * MINUTE_MS)
})

test('a quickened cadence has all its windows shortened alike', () => {
  const quick = quickened(usual, 60)
  expect(windowsOf(quick).recentMs).toBe(windowsOf(usual).recentMs / 60)
  expect(burnsOf(quick).map(({ longMs }) => longMs * 60)).toEqual(burnsOf(usual).map(({ longMs }) => longMs))
})
