import { dirname } from 'node:path'
// biome-ignore lint/correctness/noUnresolvedImports: Biome does not list this built-in module yet.
import { DatabaseSync } from 'node:sqlite'
import { makeFolder } from '../kernel/make-folder.ts'
import type { Broken } from './outcome.ts'
import { broken, brokenBy } from './store-problem.ts'

/** A wait for another process's lock blocks our event loop, so it is short; a transaction here takes well below a millisecond. */
const BUSY_TIMEOUT_MS = 500

const schema = `
  CREATE TABLE IF NOT EXISTS spending (target TEXT NOT NULL, at_ms INTEGER NOT NULL, requests INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS spending_in_time ON spending (target, at_ms);
  CREATE TABLE IF NOT EXISTS lease (
    target TEXT NOT NULL, account TEXT NOT NULL, holder TEXT NOT NULL, owner TEXT NOT NULL, renewed_ms INTEGER NOT NULL,
    PRIMARY KEY (target, account)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS back_off (
    target TEXT PRIMARY KEY, set_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS conversations (
    target TEXT NOT NULL, day INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (target, day)
  ) STRICT, WITHOUT ROWID;
`

/** An open file; only valid inside the transaction it was handed to. */
export type Database = DatabaseSync

/** What a transaction came to. */
export type Written<Value> = { readonly kind: 'done'; readonly value: Value } | Broken

/** The file that all processes of the machine share. */
export type Store = Disposable & {
  /** Runs `work` in a transaction of its own, with every other writer shut out. An error of the file is a value; a defect is thrown. */
  write<Value>(work: (database: Database) => Value): Written<Value>
}

/** The file is opened when it is first needed, and again after a problem, so that what an operator mends works at once. */
export function createStore(file: string): Store {
  let database: DatabaseSync | null = null
  let closed = false
  const close = () => {
    if (database?.isOpen) database.close()
    database = null
  }
  return {
    write(work) {
      if (closed) return broken(file, 'closed', 'it was closed')
      try {
        database ??= openDatabase(file)
        return { kind: 'done', value: inTransaction(database, work) }
      } catch (error) {
        const problem = brokenBy(file, error)
        if (problem === null) throw error
        if (problem.problem !== 'busy') close()
        return problem
      }
    },
    [Symbol.dispose]() {
      closed = true
      close()
    },
  }
}

function openDatabase(file: string): DatabaseSync {
  makeFolder(dirname(file))
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    useWal(database, file)
    database.exec('PRAGMA synchronous = NORMAL')
    inTransaction(database, () => database.exec(schema))
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * The change to WAL fails at once, without the busy timeout, while another process makes the same change to a new file.
 * An empty transaction does wait for that process.
 */
function useWal(database: Database, file: string, triesLeft = 20): void {
  try {
    database.exec('PRAGMA journal_mode = WAL')
  } catch (error) {
    if (triesLeft === 0 || brokenBy(file, error)?.problem !== 'busy') throw error
    inTransaction(database, () => undefined)
    useWal(database, file, triesLeft - 1)
  }
}

function inTransaction<Value>(database: DatabaseSync, work: (database: Database) => Value): Value {
  database.exec('BEGIN IMMEDIATE')
  try {
    const value = work(database)
    database.exec('COMMIT')
    return value
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
