import { join } from 'node:path'
import type { Clock } from '../../kernel/clock.ts'
import { messageOf } from '../../kernel/message-of.ts'
import type { Broken } from '../../kernel/sqlite-problem.ts'
import { createStore, type Database, type Written } from '../../kernel/sqlite-store.ts'
import type { MonitorEvent } from '../../model/monitor-event.ts'
import { takeFolderLock } from './folder-lock.ts'
import type { Trouble } from './history-state.ts'
import { historyTables } from './history-tables.ts'
import { killUnfinished } from './kill-unfinished.ts'
import { moveAside } from './move-aside.ts'
import type { Unwritten } from './unwritten.ts'

/** A wait for another process's lock blocks our event loop; what is not written now is written a moment later. */
const BUSY_TIMEOUT_MS = 50
/** How soon a failed write is tried again, real milliseconds. */
const RETRY_MS = 2_000

/** What a desk needs. */
export type DeskOptions = {
  readonly folder: string
  readonly clock: Clock
  readonly session: string
  readonly unwritten: Unwritten
  /** Called when the file can be read for the first time, before anything is written: to learn what earlier processes left. */
  readonly load: (database: Database) => void
  /** Called before a new file is begun in place of a corrupt one. */
  readonly beginAnew: () => void
  readonly tell: (event: MonitorEvent) => void
}

/** Writes to the history file, and again when that fails. */
export type HistoryDesk = Disposable & {
  readonly file: string
  /** Writes all that is unwritten. When the disk has failed, not before it is time to try again, unless `now`. */
  write(now?: boolean): void
  /** Writes what can wait and gives what came of it; the other value when the file cannot be written. */
  tidy<Value, Otherwise>(work: (database: Database) => Value, otherwise: Otherwise): Value | Otherwise
  /** What `work` reads; the other value when the file cannot be read. */
  read<Value, Otherwise>(work: (database: Database) => Value, otherwise: Otherwise): Value | Otherwise
  /** Since when and why the file cannot be used; null: it can. */
  trouble(): Trouble | null
  /** Where a corrupt file was moved to; empty: none was. */
  note(): string
}

/** Opens nothing yet. */
export function createHistoryDesk(options: DeskOptions): HistoryDesk {
  const { clock, unwritten, tell, folder } = options
  const file = join(folder, 'history.sqlite')
  const store = createStore({ file, name: 'history file', migrations: historyTables, busyMs: BUSY_TIMEOUT_MS })
  let lock: Disposable | null = null
  let hasLoaded = false
  let isOwner = false
  let trouble: Trouble | null = null
  let retry: Disposable | null = null
  let corruption: Broken | null = null
  let note = ''

  const buryTheDead = (database: Database) => {
    if (isOwner) return []
    lock ??= takeFolderLock(join(folder, 'history.lock'))
    // Without the lock another monitor is at work here, and its runs are alive.
    return lock === null ? [] : killUnfinished(database, options.session)
  }
  const attempt = () => {
    const loaded = hasLoaded ? null : store.read(options.load)
    if (loaded?.kind === 'broken') return loaded
    hasLoaded = true
    return store.write((database) => {
      const killed = buryTheDead(database)
      unwritten.writeAll(database)
      return killed
    })
  }
  const fail = (problem: Broken) => {
    if (problem.problem === 'corrupt') corruption = problem
    trouble = { sinceWallMs: trouble?.sinceWallMs ?? clock.wall(), reason: problem.message }
    tell({ kind: 'history-written', wallMs: clock.wall(), isGood: false, reason: problem.message })
    retry ??= clock.timer(RETRY_MS * clock.timeScale, () => write(true))
  }
  const beginAnew = (problem: Broken): Broken | null => {
    try {
      const aside = moveAside(file, clock.wall())
      note = `The history file was corrupt and was moved to ${aside}; a new one was begun.`
      tell({ kind: 'history-written', wallMs: clock.wall(), isGood: false, reason: `${note} (${problem.message})` })
      corruption = null
      options.beginAnew()
      return null
    } catch (error) {
      return { ...problem, message: `${problem.message} It could not be moved: ${messageOf(error)}.` }
    }
  }
  const write = (now = false) => {
    if (trouble !== null && !now) return
    retry?.[Symbol.dispose]()
    retry = null
    const isWorthTelling = trouble !== null || !unwritten.isEmpty()
    let written = corruption ?? attempt()
    if (written.kind === 'broken' && written.problem === 'corrupt') written = beginAnew(written) ?? attempt()
    if (written.kind === 'broken') return fail(written)
    isOwner = lock !== null
    trouble = null
    unwritten.clear()
    for (const { runId, scenario, purpose } of written.value)
      tell({ kind: 'run-killed', wallMs: clock.wall(), runId, scenario, purpose })
    if (isWorthTelling) tell({ kind: 'history-written', wallMs: clock.wall(), isGood: true, reason: '' })
  }
  const valueFrom = <Value, Otherwise>(written: Written<Value>, otherwise: Otherwise): Value | Otherwise => {
    if (written.kind === 'done') return written.value
    if (trouble === null) fail(written)
    return otherwise
  }
  return {
    file,
    write,
    tidy: (work, otherwise) => valueFrom(store.write(work), otherwise),
    read: (work, otherwise) => valueFrom(store.read(work), otherwise),
    trouble: () => trouble,
    note: () => note,
    [Symbol.dispose]() {
      retry?.[Symbol.dispose]()
      store[Symbol.dispose]()
      lock?.[Symbol.dispose]()
    },
  }
}
