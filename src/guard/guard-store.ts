import { createStore, type Store } from '../kernel/sqlite-store.ts'

/** A wait for another process's lock blocks our event loop, so it is short; a transaction here takes well below a millisecond. */
const BUSY_TIMEOUT_MS = 500

/** Files of before there were versions have these tables already. */
const tables = `
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

/** The file that the guards of all processes of this machine share. */
export function createGuardStore(file: string): Store {
  return createStore({
    file,
    name: 'guard file',
    migrations: [tables],
    busyMs: BUSY_TIMEOUT_MS,
    advice: {
      corrupt:
        'Move the file away: a new one is made. It holds only the last minute of requests, leases and the count of the day.',
    },
  })
}
