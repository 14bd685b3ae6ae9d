import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import { aFailedRun, aRun } from '../../reporters/report.builder.ts'
import { dataFolder, started } from './data-folder.builder.ts'

const good = aRun({ purpose: 'watch' })
const failed = { ...aFailedRun(), purpose: 'watch' as const, runId: '20261122T151001-00000001' }

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

test('everything comes back after a restart: reports, evidence, incidents, where scenarios stand', async () => {
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
  expect(history.standings()).toMatchObject([
    { scenario: 'golden-path', last: { runId: failed.runId, hasEvidence: true }, lastGood: { runId: good.runId } },
  ])
  expect(history.size().historyBytes).toBeGreaterThan(0)
  expect(history.size().evidenceBytes).toBeGreaterThan(0)
})
