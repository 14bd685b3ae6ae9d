import type { Database } from '../../kernel/sqlite-store.ts'
import type { RunSummary } from './history.ts'
import { summaryOf } from './run-rows.ts'

/** Closes the runs that other processes began and never ended, and gives them. Only for who knows that those are dead. */
export function killUnfinished(database: Database, ownSession: string): RunSummary[] {
  return database
    .prepare(
      `UPDATE run SET verdict = 'error', domain = 'monitor', reason = 'The monitor died before this run ended.'
       WHERE verdict = 'unfinished' AND session <> ? RETURNING *`,
    )
    .all(ownSession)
    .flatMap((row) => summaryOf(row) ?? [])
}
