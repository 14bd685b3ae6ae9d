import { statSync } from 'node:fs'
import { dirname } from 'node:path'
// biome-ignore lint/correctness/noUnresolvedImports: Biome does not list this built-in module yet.
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { makeFolder } from './make-folder.ts'
import { type Broken, broken, brokenBy, type NamedFile, NewerFile, type Problem } from './sqlite-problem.ts'

/** A file, and what stands in it. */
export type StoreOptions = NamedFile & {
  /** Statements that bring the file from one version to the next. Their number is the version; only ever add to the end. */
  readonly migrations: readonly string[]
  /** Real milliseconds to wait for another process's lock. It blocks our event loop, so keep it short. */
  readonly busyMs: number
}

/** An open file; only valid inside the call it was handed to. */
export type Database = DatabaseSync

/** What a transaction came to. */
export type Written<Value> = { readonly kind: 'done'; readonly value: Value } | Broken

/** A file that several processes of this machine may share. It must be on a local disk: WAL does not work over a network. */
export type Store = Disposable & {
  /** Runs `work` in a transaction of its own, with every other writer shut out. An error of the file is a value; a defect is thrown. */
  write<Value>(work: (database: Database) => Value): Written<Value>
  /** Runs `work`, which only reads, without shutting out anybody. Goes on where nothing may be written. */
  read<Value>(work: (database: Database) => Value): Written<Value>
}

/** An open file can still be read then, and perhaps could not be opened again. */
const passing: ReadonlySet<Problem> = new Set(['busy', 'full'])
/** SQLite wants to write beside the file even to read it; on a full disk it says no more than that it failed. */
const unwritable: ReadonlySet<Problem> = new Set(['read-only', 'full', 'unknown'])

/**
 * The file is opened when it is first needed, and again after a problem, so that what an operator mends works at once. A
 * file that was removed or replaced under us is opened afresh: what is written to a removed one is lost.
 */
export function createStore(options: StoreOptions): Store {
  let opened: { database: DatabaseSync; inode: number } | null = null
  let closed = false
  const close = () => {
    if (opened?.database.isOpen) opened.database.close()
    opened = null
  }
  const current = () => {
    if (opened !== null && opened.inode !== inodeOf(options.file)) close()
    opened ??= { database: openDatabase(options), inode: inodeOf(options.file) }
    return opened.database
  }
  const use = <Value>(work: (database: Database) => Value): Written<Value> => {
    if (closed) return broken(options, 'closed', 'it was closed')
    try {
      return { kind: 'done', value: work(current()) }
    } catch (error) {
      const problem = brokenBy(options, error)
      if (problem === null) throw error
      if (!passing.has(problem.problem)) close()
      return problem
    }
  }
  return {
    write: (work) => use((database) => inTransaction(database, work)),
    read(work) {
      const read = use(work)
      if (read.kind === 'done' || !unwritable.has(read.problem)) return read
      return readUnwritable(options, work) ?? read
    },
    [Symbol.dispose]() {
      closed = true
      close()
    },
  }
}

/** 0 when there is no such file. */
function inodeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.ino ?? 0
}

function openDatabase(options: StoreOptions): DatabaseSync {
  makeFolder(dirname(options.file))
  const database = new DatabaseSync(options.file, { timeout: options.busyMs })
  try {
    // Only heeded by a new file: lets it become smaller again without being copied as a whole.
    database.exec('PRAGMA auto_vacuum = INCREMENTAL')
    useWal(database, options)
    database.exec('PRAGMA synchronous = NORMAL')
    migrate(database, options.migrations)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Reads the file as it was when it was last complete in itself. Null when that cannot be had either. */
function readUnwritable<Value>({ file, migrations }: StoreOptions, work: (database: Database) => Value) {
  try {
    const address = pathToFileURL(file)
    address.searchParams.set('immutable', '1')
    using database = new DatabaseSync(address, { readOnly: true })
    return versionOf(database) === migrations.length ? { kind: 'done' as const, value: work(database) } : null
  } catch (error) {
    if (brokenBy({ file, name: '' }, error) === null) throw error
    return null
  }
}

/**
 * The change to WAL fails at once, without the busy timeout, while another process makes the same change to a new file.
 * An empty transaction does wait for that process.
 */
function useWal(database: Database, named: NamedFile, triesLeft = 20): void {
  try {
    database.exec('PRAGMA journal_mode = WAL')
  } catch (error) {
    if (triesLeft === 0 || brokenBy(named, error)?.problem !== 'busy') throw error
    inTransaction(database, () => undefined)
    useWal(database, named, triesLeft - 1)
  }
}

function migrate(database: Database, migrations: readonly string[]): void {
  inTransaction(database, () => {
    const version = versionOf(database)
    if (version > migrations.length) throw new NewerFile(version, migrations.length)
    for (const statements of migrations.slice(version)) database.exec(statements)
    if (version < migrations.length) database.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}

function versionOf(database: Database): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0)
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
