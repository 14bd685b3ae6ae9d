import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it as test } from 'vitest'
import { historyLimitsSchema } from '../../config/history-limits.ts'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import { createClock } from '../../kernel/clock.ts'
import { aFailedRun, aRun } from '../../reporters/report.builder.ts'
import { dataFolder } from './data-folder.builder.ts'

const evidence = new EvidenceBuilder().health().build()
const DAY_MS = 86_400_000
const NOW_MS = Date.UTC(2026, 5, 30)
const startedAt = (ageDays: number) => new Date(NOW_MS - ageDays * DAY_MS).toISOString()
const good = (n: number, ageDays: number) =>
  aRun({ purpose: 'watch', runId: `good-${n}`, startedAt: startedAt(ageDays) })
const bad = (n: number, ageDays: number) => ({
  ...aFailedRun(),
  purpose: 'watch' as const,
  runId: `bad-${n}`,
  startedAt: startedAt(ageDays),
})

test('runs, reports and incidents that are too old go; an incident that lasts keeps its first and last run', async () => {
  using home = dataFolder()
  let nowMs = NOW_MS - 40 * DAY_MS
  const clock = { ...createClock(), wall: () => nowMs }
  const limits = historyLimitsSchema.parse({ maxAgeDays: 30 })
  await using history = await home.open({ clock, limits })
  history.finished({ report: bad(1, 40), evidence })
  history.finished({ report: good(2, 40), evidence })
  history.finished({ report: bad(3, 40), evidence })
  history.finished({ report: bad(4, 40), evidence })
  history.finished({ report: bad(5, 40), evidence })
  await history.flush()
  expect(history.runs({ limit: 9 })).toHaveLength(5)
  nowMs = NOW_MS
  history.finished({ report: { ...good(6, 0), scenario: 'other' }, evidence })
  await history.flush()
  expect(history.runs({ limit: 9 }).map(({ runId, hasEvidence }) => [runId, hasEvidence])).toEqual([
    ['good-6', true],
    ['bad-5', true],
    ['bad-3', true],
  ])
  expect(history.run('bad-1')).toBeNull()
  expect(history.incidents({ limit: 9 })).toMatchObject([{ firstRunId: 'bad-3', lastRunId: 'bad-5' }])
})

test('evidence of good runs stays for the latest few; their reports stay', async () => {
  using home = dataFolder()
  const limits = historyLimitsSchema.parse({ goodRunsPerScenario: 2, maxAgeDays: 100_000 })
  await using history = await home.open({ limits })
  for (let n = 1; n <= 5; n++) {
    history.finished({ report: good(n, 5 - n), evidence })
    await history.flush()
  }
  expect(history.runs({ limit: 9 }).map(({ hasEvidence }) => hasEvidence)).toEqual([true, true, false, false, false])
  expect(history.run('good-1')?.report).not.toBeNull()
  expect(readdirSync(join(home.folder, 'evidence'))).toHaveLength(2)
})

/** Text that cannot be packed any smaller. */
const noise = (length: number) => randomBytes(length).toString('base64').slice(0, length)

test.each([
  ['evidence goes first, while the runs are small', 10],
  ['then the oldest runs go, and the file shrinks', 90],
])(
  'the folder stays within its size: %s',
  async (_what, count) => {
    using home = dataFolder()
    const maxBytes = 400_000
    const limits = historyLimitsSchema.parse({ maxBytes, maxAgeDays: 100_000 })
    await using history = await home.open({ limits })
    const [fact] = evidence.facts
    if (fact?.kind !== 'http') throw new Error('no exchange to fill')
    for (let n = 1; n <= count; n++) {
      const report = { ...bad(n, count - n), reason: noise(3_000) }
      history.finished({ report, evidence: { ...evidence, facts: [{ ...fact, body: noise(60_000) }] } })
      if (n % 10 === 0) await history.flush()
    }
    await history.flush()
    const runs = history.runs({ limit: 5_000 })
    expect(runs[0]).toMatchObject({ runId: `bad-${count}`, hasEvidence: true })
    // The incident lasts, so its first run stays, with its evidence.
    expect(runs.at(-1)).toMatchObject({ runId: 'bad-1', hasEvidence: true })
    expect(runs.length === count).toBe(count === 10)
    expect(history.size().evidenceBytes).toBeGreaterThan(60_000)
    await history[Symbol.asyncDispose]()
    const { historyBytes, evidenceBytes } = history.size()
    expect(historyBytes).toBeGreaterThan(60_000)
    expect(historyBytes + evidenceBytes).toBeLessThan(maxBytes)
  },
  30_000,
)
