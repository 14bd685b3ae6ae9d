import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
// biome-ignore lint/correctness/noUnresolvedImports: Biome does not list this built-in module yet.
import { DatabaseSync } from 'node:sqlite'
import { expect, it as test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import { createClock } from '../../kernel/clock.ts'
import { aFailedRun, aRun } from '../../reporters/report.builder.ts'
import { dataFolder, started } from './data-folder.builder.ts'

const evidence = new EvidenceBuilder().health().build()
const good = (n: number) => aRun({ purpose: 'watch', runId: `good-${n}` })
const bad = (n: number) => ({ ...aFailedRun(), purpose: 'watch' as const, runId: `bad-${n}` })
const everything = { limit: 5_000 }

/** A clock whose timers run when we say. */
function handClock() {
  const due = new Set<() => void>()
  return {
    ...createClock(),
    timer(_ms: number, run: () => void) {
      due.add(run)
      return { [Symbol.dispose]: () => due.delete(run) }
    },
    due,
    ring() {
      const ringing = [...due]
      due.clear()
      for (const run of ringing) run()
    },
  }
}

/** Ruins the beginning of a file in place, as a bad disk does. */
function overwrite(file: string): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(4_096, 'x'), 0, 4_096, 0)
  closeSync(handle)
}

test.each([
  ['nothing like a database, and long enough to be read as one', 0],
  ['a database whose pages are overwritten', 5_000],
])('a corrupt file (%s) is moved aside, which is said, and a new one is begun', async (garbage, at) => {
  using home = dataFolder()
  const file = join(home.folder, 'history.sqlite')
  {
    await using history = await home.open()
    history.finished({ report: good(1), evidence })
  }
  const before = readFileSync(file)
  const ruined = at === 0 ? Buffer.from(garbage) : Buffer.concat([before.subarray(0, 100), Buffer.alloc(at, 'x')])
  writeFileSync(file, ruined)
  await using history = await home.open()
  const aside = readdirSync(home.folder).find((name) => /^history\.sqlite\.corrupt-\d{8}T\d+Z$/.test(name)) ?? ''
  expect(readFileSync(join(home.folder, aside))).toEqual(ruined)
  expect(history.state()).toEqual({ kind: 'good', note: expect.stringContaining(aside) })
  expect(home.told).toContainEqual(expect.objectContaining({ isGood: false, reason: expect.stringContaining(aside) }))
  history.finished({ report: good(2), evidence: null })
  expect(history.runs(everything)).toMatchObject([{ runId: 'good-2' }])
  expect(await history.evidence('good-1')).toEqual(evidence)
})

test('a file that becomes corrupt while we watch takes nothing along that lasts', async () => {
  using home = dataFolder()
  const clock = handClock()
  await using history = await home.open({ clock })
  history.finished({ report: bad(1), evidence: null })
  for (const end of ['', '-wal', '-shm']) overwrite(join(home.folder, `history.sqlite${end}`))
  expect(history.runs(everything)).toEqual([])
  expect(history.state()).toMatchObject({ kind: 'failing', reason: expect.stringContaining('(corrupt)') })
  clock.ring()
  expect(history.state()).toMatchObject({ kind: 'good', note: expect.stringContaining('moved to') })
  expect(history.incidents({ open: true, limit: 9 })).toMatchObject([{ firstRunId: 'bad-1', runs: 1 }])
  history.finished({ report: bad(2), evidence: null })
  expect(history.incidents({ open: true, limit: 9 })).toMatchObject([{ firstRunId: 'bad-1', runs: 2 }])
})

test('of corrupt files the latest three are kept', async () => {
  using home = dataFolder()
  mkdirSync(home.folder)
  for (let time = 0; time < 5; time++) {
    writeFileSync(join(home.folder, 'history.sqlite'), `garbage ${time}`.padEnd(500, '.'))
    const clock = { ...createClock(), wall: () => Date.UTC(2026, 0, 1 + time) }
    await using _history = await home.open({ clock })
  }
  const kept = readdirSync(home.folder).filter((name) => name.includes('corrupt'))
  expect(kept.map((name) => readFileSync(join(home.folder, name), 'utf8').slice(0, 9))).toEqual([
    'garbage 2',
    'garbage 3',
    'garbage 4',
  ])
})

test('a file that another process has locked is waited for once, and all is written once it lets go', async () => {
  using home = dataFolder()
  const clock = handClock()
  await using history = await home.open({ clock })
  const hog = new DatabaseSync(join(home.folder, 'history.sqlite'))
  hog.exec('BEGIN IMMEDIATE')
  history.event(started(good(1)))
  for (let n = 1; n <= 20; n++) history.finished({ report: good(n), evidence: null })
  expect(home.told).toMatchObject([{ kind: 'history-written', isGood: false }])
  expect(history.state()).toMatchObject({ kind: 'failing', reason: expect.stringContaining('(busy)') })
  expect(history.runs(everything)).toHaveLength(20)
  hog.close()
  clock.ring()
  expect(history.state()).toEqual({ kind: 'good' })
  await using beside = await home.open()
  expect(beside.runs(everything)).toHaveLength(20)
})

test('incidents go on rightly when the file was locked from the start', async () => {
  using home = dataFolder()
  {
    await using history = await home.open()
    history.finished({ report: bad(1), evidence: null })
  }
  const hog = new DatabaseSync(join(home.folder, 'history.sqlite'))
  hog.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  await using history = await home.open()
  history.finished({ report: bad(2), evidence: null })
  expect(history.incidents({ limit: 9 })).toMatchObject([{ firstRunId: 'bad-2', runs: 1 }])
  hog.close()
  await history.flush()
  expect(history.incidents({ limit: 9 })).toMatchObject([{ firstRunId: 'bad-1', lastRunId: 'bad-2', runs: 2 }])
  expect(history.run('bad-2')?.summary.incidentId).toBe('incident-bad-1')
})

test('a file of a later version is left alone, and the monitor goes on in memory', async () => {
  using home = dataFolder()
  {
    await using history = await home.open()
    history.finished({ report: good(1), evidence: null })
  }
  const later = new DatabaseSync(join(home.folder, 'history.sqlite'))
  later.exec('PRAGMA user_version = 99; CREATE TABLE future (x)')
  later.close()
  {
    await using history = await home.open()
    history.finished({ report: good(2), evidence: null })
    expect(history.runs(everything)).toMatchObject([{ runId: 'good-2' }])
    expect(history.state()).toMatchObject({
      kind: 'failing',
      reason: expect.stringContaining('Use that later version'),
    })
  }
  const same = new DatabaseSync(join(home.folder, 'history.sqlite'))
  expect(same.prepare('SELECT run_id FROM run').all()).toEqual([{ run_id: 'good-1' }])
  same.close()
})

test('where a folder cannot be made all is kept in memory, and on disk as soon as it can', async () => {
  using home = dataFolder()
  writeFileSync(home.folder, 'a file where a folder should be')
  const clock = handClock()
  await using history = await home.open({ clock })
  history.finished({ report: bad(1), evidence })
  await history.flush()
  expect(history.state()).toMatchObject({ kind: 'failing', reason: expect.stringContaining('(unreachable)') })
  expect(history.runs(everything)).toMatchObject([{ runId: 'bad-1', hasEvidence: true }])
  expect(await history.evidence('bad-1')).toEqual(evidence)
  rmSync(home.folder)
  clock.ring()
  await history.flush()
  expect(history.state()).toEqual({ kind: 'good' })
  await using beside = await home.open()
  expect(beside.runs(everything)).toMatchObject([{ runId: 'bad-1', hasEvidence: true }])
})

test('what waits in memory is bounded: failed runs stay longest, and what is lost is said', async () => {
  using home = dataFolder()
  writeFileSync(home.folder, 'a file where a folder should be')
  const history = await home.open({ clock: handClock() })
  history.finished({ report: bad(1), evidence: null })
  for (let n = 1; n <= 1_010; n++) history.finished({ report: good(n), evidence: null })
  const ids = history.runs(everything).map(({ runId }) => runId)
  expect(ids).toHaveLength(1_000)
  expect(ids).toEqual(expect.arrayContaining(['bad-1', 'good-1010']))
  expect(ids).not.toContain('good-11')
  expect(history.state()).toMatchObject({
    reason: expect.stringMatching(/until then: 1000 runs and the evidence of 0\. 11 could not be kept in memory/),
  })
  await history[Symbol.asyncDispose]()
  expect(home.told.at(-1)).toMatchObject({
    kind: 'history-written',
    isGood: false,
    reason: '1000 runs and the evidence of 0 could not be written before the end, and are lost.',
  })
}, 30_000)

test('a second monitor in the same folder leaves the runs of the first alone', async () => {
  using home = dataFolder()
  await using first = await home.open()
  first.event(started(good(1)))
  {
    await using second = await home.open()
    second.event(started(good(2)))
  }
  expect(home.told.filter(({ kind }) => kind === 'run-killed')).toEqual([])
  await first[Symbol.asyncDispose]()
  await using _third = await home.open()
  expect(home.told.filter(({ kind }) => kind === 'run-killed')).toMatchObject([
    { runId: 'good-1' },
    { runId: 'good-2' },
  ])
})

test('a damaged evidence file is absent, and says nothing wrong', async () => {
  using home = dataFolder()
  await using history = await home.open()
  history.finished({ report: bad(1), evidence })
  await history.flush()
  const [name = ''] = readdirSync(join(home.folder, 'evidence'))
  const file = join(home.folder, 'evidence', name)
  writeFileSync(file, readFileSync(file).subarray(0, -40))
  expect(await history.evidence('bad-1')).toBeNull()
  expect(await history.evidence('../../etc/passwd')).toBeNull()
})
