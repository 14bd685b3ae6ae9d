import type { Database } from '../../kernel/sqlite-store.ts'
import { verdicts } from '../../model/words.ts'
import type { RunSummary, RunTally } from './history.ts'
import { numberOf, textOf, wordOf } from './row.ts'

const count = `
  SELECT scenario, verdict, count(*) AS runs, sum(closes_1011) AS closes_1011 FROM run
  WHERE purpose = 'watch' AND started_ms >= ? AND run_id NOT IN (SELECT value FROM json_each(?))
  GROUP BY scenario, verdict`

/** Counts the watch runs on disk since then, but for those with these ids. The database counts: thousands of rows would hold up the event loop. */
export function readTally(database: Database, sinceWallMs: number, without: readonly string[]): RunTally[] {
  const rows = database.prepare(count).all(Math.ceil(sinceWallMs), JSON.stringify(without))
  return rows.flatMap((row) => {
    const verdict = wordOf(row, 'verdict', [...verdicts, 'unfinished'])
    if (verdict === null) return []
    const scenario = textOf(row, 'scenario') ?? ''
    return [{ scenario, verdict, runs: numberOf(row, 'runs') ?? 0, closes1011: numberOf(row, 'closes_1011') ?? 0 }]
  })
}

/** Counts watch runs that are not on disk yet. */
export function tallyOf(runs: readonly RunSummary[], sinceWallMs: number): RunTally[] {
  const recent = runs.filter(({ purpose, startedWallMs }) => purpose === 'watch' && startedWallMs >= sinceWallMs)
  return recent.map(({ scenario, verdict, closes1011 }) => ({ scenario, verdict, runs: 1, closes1011 }))
}
