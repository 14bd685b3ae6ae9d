import type { HistoryLimits } from '../../config/history-limits.ts'
import type { Database } from '../../kernel/sqlite-store.ts'
import { chooseRemovals } from '../evidence-store/choose-removals.ts'
import type { EvidenceStore } from '../evidence-store/create-evidence-store.ts'
import type { HistoryDesk } from './history-desk.ts'
import { numberOf, textOf } from './row.ts'

const DAY_MS = 86_400_000
/** So few go at a time that nobody waits for it; it is done after every run. */
const ROWS_AT_A_TIME = 200
const PAGES_AT_A_TIME = 500
/** Runs without evidence still tell a lot: the file may take this share of the room before the oldest runs go. */
const SHARE_OF_FILE = 0.5

/** What there is to tidy. */
export type Pruning = {
  readonly desk: HistoryDesk
  readonly evidence: EvidenceStore
  readonly limits: HistoryLimits
  readonly nowWallMs: number
  /** Runs that are pinned by incidents which are not on disk yet. */
  readonly pinned: readonly string[]
}

/** Keeps the data folder within its limits of age and size. */
export async function prune({ desk, evidence, limits, nowWallMs, pinned }: Pruning): Promise<void> {
  const tooOldMs = nowWallMs - limits.maxAgeDays * DAY_MS
  const used = desk.read(usedBytes, 0)
  const isTooLarge = used > limits.maxBytes * SHARE_OF_FILE
  const beforeMs = desk.read((database) => firstToKeep(database, tooOldMs, isTooLarge), null)
  const gone = beforeMs === null ? [] : desk.tidy((database) => removeRuns(database, beforeMs), [])
  const onDisk = desk.read(pinnedRuns, null)
  // While the file cannot be read nobody knows what is pinned, and nothing new is written to it anyway.
  if (onDisk === null) return
  const files = [...evidence.files.values()]
  const surplus = chooseRemovals({
    files: files.filter(({ runId }) => !gone.includes(runId)),
    pinned: new Set([...onDisk, ...pinned]),
    limits: { ...limits, maxBytes: Math.max(0, limits.maxBytes - used) },
    nowWallMs,
  })
  await evidence.remove([...surplus, ...files.filter(({ runId }) => gone.includes(runId))])
}

function usedBytes(database: Database): number {
  const row = database
    .prepare(
      'SELECT (page_count - freelist_count) * page_size AS used FROM pragma_page_count, pragma_freelist_count, pragma_page_size',
    )
    .get()
  return (row === undefined ? null : numberOf(row, 'used')) ?? 0
}

/** Runs that began before this moment go; null: none has to. */
function firstToKeep(database: Database, tooOldMs: number, isTooLarge: boolean): number | null {
  const first = startOf(database, 0)
  if (first === null) return null
  const crowdedOutMs = isTooLarge
    ? startOf(database, Math.min(ROWS_AT_A_TIME, Math.floor(countRuns(database) / 2)))
    : null
  const beforeMs = Math.max(tooOldMs, crowdedOutMs ?? 0)
  return first < beforeMs ? beforeMs : null
}

function countRuns(database: Database): number {
  const row = database.prepare('SELECT count(*) AS runs FROM run').get()
  return (row === undefined ? null : numberOf(row, 'runs')) ?? 0
}

/** When the run began that comes after so many older ones. */
function startOf(database: Database, place: number): number | null {
  const row = database.prepare('SELECT started_ms FROM run ORDER BY started_ms LIMIT 1 OFFSET ?').get(place)
  return row === undefined ? null : numberOf(row, 'started_ms')
}

function pinnedRuns(database: Database): string[] {
  return database
    .prepare('SELECT first_run AS run_id FROM incident UNION SELECT last_run FROM incident')
    .all()
    .flatMap((row) => textOf(row, 'run_id') ?? [])
}

/**
 * Removes the oldest of what began before, and gives the names of the runs. Runs that stand for an incident go with it, and an
 * incident that lasts stays.
 */
function removeRuns(database: Database, beforeWallMs: number): string[] {
  database.prepare('DELETE FROM incident WHERE closed_ms IS NOT NULL AND closed_ms < ?').run(beforeWallMs)
  database.prepare('DELETE FROM revision WHERE wall_ms < ?').run(beforeWallMs)
  const removed = database
    .prepare(
      `DELETE FROM run WHERE run_id IN (
         SELECT run_id FROM run WHERE started_ms < ?
         AND run_id NOT IN (SELECT first_run FROM incident UNION SELECT last_run FROM incident)
         ORDER BY started_ms LIMIT ${ROWS_AT_A_TIME}
       ) RETURNING run_id`,
    )
    .all(beforeWallMs)
    .flatMap((row) => textOf(row, 'run_id') ?? [])
  const drop = database.prepare('DELETE FROM report WHERE run_id = ?')
  for (const runId of removed) drop.run(runId)
  database.exec(`PRAGMA incremental_vacuum(${PAGES_AT_A_TIME})`)
  return removed
}
