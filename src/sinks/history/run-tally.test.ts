import { expect, test } from 'vitest'
import { aFailedRun, aRun } from '../../reporters/report.builder.ts'
import { dataFolder, started } from './data-folder.builder.ts'
import type { RunTally } from './history.ts'

const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`
const run = (runId: string, hour: number, over: Parameters<typeof aRun>[0] = {}) =>
  aRun({ purpose: 'watch', runId, startedAt: at(hour), ...over })

/** The same verdicts of a scenario may stand in several parts. */
function total(all: readonly RunTally[], scenario: string, verdict: RunTally['verdict']): number {
  const same = all.filter((each) => each.scenario === scenario && each.verdict === verdict)
  return same.reduce((sum, { runs }) => sum + runs, 0)
}

test('watch runs since then are counted by verdict, on disk or not yet', async () => {
  using home = dataFolder()
  await using history = await home.open()
  history.finished({ report: run('old', 1), evidence: null })
  history.finished({ report: run('a', 5), evidence: null })
  history.finished({ report: { ...aFailedRun(), ...run('b', 6, { verdict: 'fail' }) }, evidence: null })
  history.finished({ report: run('by-hand', 7, { purpose: 'manual' }), evidence: null })
  await history.flush()
  history.event(started(run('c', 8)))
  history.finished({ report: run('d', 9, { scenario: 'other' }), evidence: null })
  const all = history.tally(Date.parse(at(5)))
  expect(total(all, 'golden-path', 'pass')).toBe(1)
  expect(total(all, 'golden-path', 'fail')).toBe(1)
  expect(total(all, 'golden-path', 'unfinished')).toBe(1)
  expect(total(all, 'other', 'pass')).toBe(1)
})

test('a run that has ended and is on disk as begun only counts once, as ended', async () => {
  using home = dataFolder()
  await using history = await home.open()
  history.event(started(run('a', 5)))
  await history.flush()
  history.finished({ report: run('a', 5), evidence: null })
  const all = history.tally(0)
  expect(all.reduce((sum, { runs }) => sum + runs, 0)).toBe(1)
  expect(total(all, 'golden-path', 'pass')).toBe(1)
})

test('1011s are added up', async () => {
  using home = dataFolder()
  await using history = await home.open()
  const closes = [{ code: 1011, initiator: 'server' as const, scripted: false, count: 3 }]
  history.finished({ report: run('a', 5, { wire: { events: [], closes } }), evidence: null })
  history.finished({ report: run('b', 6, { wire: { events: [], closes } }), evidence: null })
  await history.flush()
  expect(history.tally(0)).toMatchObject([{ scenario: 'golden-path', runs: 2, closes1011: 6 }])
})
