import { expect, it as test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import { type Target, targetSchema } from '../../model/target.ts'
import { aFailedRun, aRun } from '../../reporters/report.builder.ts'
import { dataFolder, started } from './data-folder.builder.ts'
import type { RunQuery } from './history.ts'

const good = aRun({ purpose: 'watch' })
const failed = { ...aFailedRun(), purpose: 'watch' as const, runId: '20261122T151001-00000001' }

const target: Target = {
  ...targetSchema.parse({
    urls: { auth: 'https://a.example', api: 'https://b.example', ws: 'wss://b.example/ws' },
    signIn: { way: 'e2e' },
  }),
  name: 'staging',
  kind: 'remote',
}

function someEvidence() {
  const builder = new EvidenceBuilder()
  builder.health()
  return builder.build()
}

test('a run is there from its beginning, and complete with its end', async () => {
  using home = dataFolder()
  await using history = await home.open()
  history.event(started(good))
  expect(history.runs({ limit: 10 })).toMatchObject([{ runId: good.runId, verdict: 'unfinished', endedWallMs: null }])
  expect(history.run(good.runId)?.report).toBeNull()
  history.finished({ report: good, evidence: null })
  expect(history.runs({ limit: 10 })).toMatchObject([
    { runId: good.runId, verdict: 'pass', hasEvidence: false, timings: { answerMs: 2_600 } },
  ])
  expect(history.run(good.runId)?.report).toEqual(good)
  expect(history.state()).toEqual({ kind: 'good' })
})

test('everything comes back after a restart: reports, evidence, incidents', async () => {
  using home = dataFolder()
  const evidence = someEvidence()
  {
    await using history = await home.open()
    history.finished({ report: good, evidence })
    history.finished({ report: failed, evidence })
  }
  await using history = await home.open()
  expect(history.run(good.runId)?.report).toEqual(good)
  expect(await history.evidence(failed.runId)).toEqual(evidence)
  expect(history.incidents({ open: true, limit: 5 })).toMatchObject([{ code: 'no-welcome-frame', runs: 1 }])
  expect(history.runs({ limit: 1 })).toMatchObject([{ runId: failed.runId, hasEvidence: true }])
  expect(history.size().historyBytes).toBeGreaterThan(0)
  expect(history.size().evidenceBytes).toBeGreaterThan(0)
})

test('a change of revision is remembered, and told with the incident that came with it', async () => {
  using home = dataFolder()
  const wallMs = Date.parse(good.startedAt) + 30_000
  {
    await using history = await home.open()
    history.finished({ report: good, evidence: null })
    history.event({ kind: 'revision-changed', wallMs, service: 'api', from: 'r1', to: 'r2' })
  }
  await using history = await home.open()
  history.finished({ report: failed, evidence: null })
  const change = `Revision of api: r1 → r2 (seen ${new Date(wallMs).toISOString()}).`
  expect(history.incidents({ limit: 5 })[0]?.changes).toEqual([change])
  history.event({ kind: 'revision-changed', wallMs: wallMs + 60_000, service: 'auth', from: 'a', to: 'b' })
  expect(history.incidents({ limit: 5 })[0]?.changes).toEqual([change, expect.stringContaining('auth: a → b')])
})

test('the incident of a scenario that is no longer watched ends', async () => {
  using home = dataFolder()
  await using history = await home.open()
  history.finished({ report: failed, evidence: null })
  history.event({ kind: 'reloaded', wallMs: 7, isGood: false, reason: 'broken', scenarios: [], target })
  expect(history.incidents({ open: true, limit: 5 })).toHaveLength(1)
  history.event({ kind: 'reloaded', wallMs: 8, isGood: true, reason: '', scenarios: [], target })
  expect(history.incidents({ open: false, limit: 5 })).toMatchObject([{ closedWallMs: 8, endedByRunId: null }])
})

test('a question is narrowed by each of its wishes, newest first', async () => {
  using home = dataFolder()
  await using history = await home.open()
  const at = (n: number) => new Date(n * 60_000).toISOString()
  history.finished({ report: { ...good, runId: 'a', startedAt: at(1) }, evidence: null })
  history.finished({ report: { ...failed, runId: 'b', startedAt: at(2) }, evidence: null })
  history.finished({ report: { ...good, runId: 'c', startedAt: at(3), purpose: 'manual' }, evidence: null })
  history.finished({ report: { ...good, runId: 'd', startedAt: at(4), scenario: 'two-messages' }, evidence: null })
  const ask = (query: Partial<RunQuery>) =>
    history
      .runs({ limit: 9, ...query })
      .map(({ runId }) => runId)
      .join('')
  expect(ask({})).toBe('dcba')
  expect(ask({ limit: 2 })).toBe('dc')
  expect(ask({ limit: -1 })).toBe('')
  expect(ask({ scenario: 'two-messages' })).toBe('d')
  expect(ask({ verdict: 'fail' })).toBe('b')
  expect(ask({ code: 'no-welcome-frame', purpose: 'watch' })).toBe('b')
  expect(ask({ purpose: 'manual' })).toBe('c')
  expect(ask({ incidentId: 'incident-b' })).toBe('b')
  expect(ask({ beforeWallMs: 180_000, sinceWallMs: 120_000 })).toBe('b')
  expect(history.incident('incident-b')).toMatchObject({ id: 'incident-b' })
  expect(history.incident('none')).toBeNull()
  expect(history.run('none')).toBeNull()
})

test('writing is told: once a write, good or not', async () => {
  using home = dataFolder()
  await using history = await home.open()
  expect(home.told).toEqual([])
  history.event(started(good))
  history.finished({ report: good, evidence: null })
  expect(home.told).toMatchObject([{ kind: 'history-written', isGood: true }, { isGood: true }])
})

test('evidence of many megabytes is kept without holding up the event loop', async () => {
  using home = dataFolder()
  const [fact] = someEvidence().facts
  if (fact === undefined) throw new Error('no fact to repeat')
  const facts = Array.from({ length: 50_000 }, (_, seq) => ({ ...fact, seq }))
  await using history = await home.open()
  let turns = 0
  const turn = () => {
    turns += 1
    if (!history.run(failed.runId)?.summary.hasEvidence) setImmediate(turn)
  }
  history.finished({ report: failed, evidence: { ...someEvidence(), facts } })
  turn()
  await history.flush()
  expect(history.run(failed.runId)?.summary.hasEvidence).toBe(true)
  expect(turns).toBeGreaterThan(100)
}, 30_000)
