import fc from 'fast-check'
import { expect, test } from 'vitest'
import { historyLimitsSchema } from '../../config/history-limits.ts'
import { verdicts } from '../../model/words.ts'
import { chooseRemovals, type KeptFile } from './choose-removals.ts'

const DAY_MS = 86_400_000
const nowWallMs = 100 * DAY_MS
const limits = historyLimitsSchema.parse({ maxAgeDays: 30, maxBytes: 1_000, goodRunsPerScenario: 2 })
const none: ReadonlySet<string> = new Set()

function file(runId: string, verdict: KeptFile['verdict'], ageDays: number, bytes = 10): KeptFile {
  return { runId, scenario: 'golden-path', verdict, bytes, wallMs: nowWallMs - ageDays * DAY_MS }
}
const names = (files: readonly KeptFile[]) => files.map(({ runId }) => runId).sort()

test('what is too old goes, failed or not', () => {
  const files = [file('old', 'fail', 31), file('new', 'fail', 29), file('old-pass', 'pass', 31)]
  expect(names(chooseRemovals({ files, pinned: none, limits, nowWallMs }))).toEqual(['old', 'old-pass'])
})

test('of runs that did not fail the latest few of each verdict and scenario stay, and all that failed', () => {
  const files = [
    ...[1, 2, 3].map((age) => file(`pass-${age}`, 'pass', age)),
    ...[1, 2, 3].map((age) => file(`error-${age}`, 'error', age)),
    ...[1, 2, 3].map((age) => file(`fail-${age}`, 'fail', age)),
    ...[4, 5, 6].map((age) => ({ ...file(`other-${age}`, 'pass', age), scenario: 'other' })),
  ]
  expect(names(chooseRemovals({ files, pinned: none, limits, nowWallMs }))).toEqual(['error-3', 'other-6', 'pass-3'])
})

test('when there is no room good runs go first, then the oldest failed ones, and pinned ones last', () => {
  const files = [
    file('pinned-old', 'fail', 9, 400),
    file('failed-old', 'fail', 8, 400),
    file('failed-new', 'fail', 7, 400),
    file('good-new', 'pass', 1, 400),
  ]
  const pinned = new Set(['pinned-old'])
  const choose = (maxBytes: number) =>
    names(chooseRemovals({ files, pinned, limits: { ...limits, maxBytes }, nowWallMs }))
  expect(choose(1_600)).toEqual([])
  expect(choose(1_200)).toEqual(['good-new'])
  expect(choose(800)).toEqual(['failed-old', 'good-new'])
  expect(choose(400)).toEqual(['failed-new', 'failed-old', 'good-new'])
  expect(choose(0)).toHaveLength(4)
})

const anyFile = fc.record({
  runId: fc.uuid(),
  scenario: fc.constantFrom('a', 'b'),
  verdict: fc.constantFrom(...verdicts),
  bytes: fc.integer({ min: 1, max: 500 }),
  wallMs: fc.integer({ min: 60 * DAY_MS, max: nowWallMs }),
})

test('whatever there is: the rest fits, and nothing pinned goes while anything else is left', () => {
  fc.assert(
    fc.property(fc.array(anyFile, { maxLength: 40 }), fc.integer({ min: 0, max: 5_000 }), (files, maxBytes) => {
      const pinned = new Set(files.filter((_, index) => index % 5 === 0).map(({ runId }) => runId))
      const removed = new Set(chooseRemovals({ files, pinned, limits: { ...limits, maxBytes }, nowWallMs }))
      const kept = files.filter((each) => !removed.has(each))
      expect(kept.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(maxBytes)
      const lostAPin = [...removed].some(({ runId }) => pinned.has(runId))
      const keptOthers = kept.some(({ runId }) => !pinned.has(runId))
      expect(lostAPin && keptOthers).toBe(false)
    }),
  )
})
