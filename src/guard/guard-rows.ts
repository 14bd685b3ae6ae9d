import type { Database } from '../kernel/sqlite-store.ts'

/** How the rows of each table of the guard join those that are there: of two that say the same thing, the stricter one stays. */
const joining = {
  spending: `INSERT INTO spending (target, at_ms, requests) SELECT :target, :at_ms, :requests WHERE NOT EXISTS
    (SELECT 1 FROM spending WHERE target = :target AND at_ms = :at_ms AND requests = :requests)`,
  lease: `INSERT OR IGNORE INTO lease (target, account, holder, owner, renewed_ms)
    VALUES (:target, :account, :holder, :owner, :renewed_ms)`,
  back_off: `INSERT INTO back_off (target, set_ms, until_ms) VALUES (:target, :set_ms, :until_ms)
    ON CONFLICT DO UPDATE SET set_ms = excluded.set_ms, until_ms = excluded.until_ms WHERE excluded.until_ms > until_ms`,
  conversations: `INSERT INTO conversations (target, day, count) VALUES (:target, :day, :count)
    ON CONFLICT DO UPDATE SET count = max(count, excluded.count)`,
} as const

type Row = ReturnType<ReturnType<Database['prepare']>['all']>[number]

/** All that a guard has noted down: the rows of each table. */
export type GuardRows = ReadonlyMap<keyof typeof joining, readonly Row[]>

const tables = Object.keys(joining) as (keyof typeof joining)[]

/** Reads all that is noted down. */
export function readRows(database: Database): GuardRows {
  return new Map(tables.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all()]))
}

/** Adds rows of another guard to those that are there. What both have is there once. */
export function addRows(database: Database, rows: GuardRows): void {
  for (const [table, all] of rows) {
    const add = database.prepare(joining[table])
    for (const row of all) add.run(row)
  }
}
