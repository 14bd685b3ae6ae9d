import { randomUUID } from 'node:crypto'
import type { Clock } from '../kernel/clock.ts'
import type { Broken } from '../kernel/sqlite-problem.ts'
import type { Database, Store } from '../kernel/sqlite-store.ts'
import { accountPools, type Pool } from './account-pool.ts'
import { type Refused, refused } from './outcome.ts'

/** A lease that nobody renewed for so long is free again: a killed process blocks its accounts no longer than this. */
export const LEASE_TTL_MS = 20_000
/** Three renewals may fail before a lease runs out. */
const RENEW_EVERY_MS = 5_000
/** How soon it makes sense to ask again: nobody knows when a run ends. */
const ASK_AGAIN_MS = 250

/** Which accounts a run needs. */
export type LeaseRequest = {
  readonly pool: Pool
  readonly count: number
  /** Who asks, in words for the person who waits, for example `golden-path, pid 4711`. */
  readonly owner: string
  /** Accounts to choose from, instead of the pool's own: for targets with accounts of their own. */
  readonly accounts?: readonly string[]
}

/** Accounts that nobody else on this machine uses until this is disposed of. */
export type Lease = AsyncDisposable & {
  readonly accounts: readonly string[]
  /** Aborts with a LeaseLost when the lease could not be kept: from then on somebody else may use the accounts. */
  readonly lost: AbortSignal
}

/** The reason with which a lost lease aborts. */
export class LeaseLost extends Error {
  constructor(why: string) {
    super(`The leased accounts may be used by another process now: ${why}`)
    this.name = 'LeaseLost'
  }
}

/** All the accounts that were asked for, or none. */
export type LeaseOutcome = { readonly kind: 'leased'; readonly lease: Lease } | Refused | Broken

/** Takes the first free accounts, all in one transaction, so that two processes can never each hold half of what both need. */
export function takeLease(store: Store, clock: Clock, targetKey: string, request: LeaseRequest): LeaseOutcome {
  const holder = randomUUID()
  const taken = store.write((database) => take(database, clock.wall(), { targetKey, holder, ...request }))
  if (taken.kind === 'broken') return taken
  if (taken.value.kind === 'refused') return taken.value
  return { kind: 'leased', lease: keepLease(store, clock, holder, taken.value.accounts) }
}

type Taking = LeaseRequest & { readonly targetKey: string; readonly holder: string }

function take(database: Database, nowMs: number, taking: Taking): Refused | { kind: 'taken'; accounts: string[] } {
  const all = [...new Set(taking.accounts ?? accountPools[taking.pool])]
  if (taking.count > all.length) {
    return refused(
      'leased',
      null,
      `${taking.count} accounts were asked for, and the ${taking.pool} pool has ${all.length}.`,
    )
  }
  dropExpired(database, nowMs)
  const held = new Map(
    database
      .prepare('SELECT account, owner FROM lease WHERE target = ?')
      .all(taking.targetKey)
      .map((row) => [String(row.account), String(row.owner)]),
  )
  const free = all.filter((account) => !held.has(account))
  if (free.length < taking.count) {
    const owners = [...new Set(all.flatMap((account) => held.get(account) ?? []))].join('; ')
    return refused(
      'leased',
      ASK_AGAIN_MS,
      `${taking.count} accounts were asked for, and ${free.length} of ${all.length} are free. The others are held by: ${owners}.`,
    )
  }
  const accounts = free.slice(0, taking.count)
  const insert = database.prepare(
    'INSERT INTO lease (target, account, holder, owner, renewed_ms) VALUES (?, ?, ?, ?, ?)',
  )
  for (const account of accounts) insert.run(taking.targetKey, account, taking.holder, taking.owner, nowMs)
  return { kind: 'taken', accounts }
}

/** A clock that was set back must not lengthen a lease: it counts as renewed now. */
function dropExpired(database: Database, nowMs: number): void {
  database.prepare('DELETE FROM lease WHERE renewed_ms <= ?').run(nowMs - LEASE_TTL_MS)
  database.prepare('UPDATE lease SET renewed_ms = ? WHERE renewed_ms > ?').run(nowMs, nowMs)
}

function keepLease(store: Store, clock: Clock, holder: string, accounts: readonly string[]): Lease {
  const lost = new AbortController()
  let renewedMs = clock.wall()
  let timer: Disposable | null = null
  const renew = () => {
    const nowMs = clock.wall()
    const renewed = store.write((database) =>
      Number(database.prepare('UPDATE lease SET renewed_ms = ? WHERE holder = ?').run(nowMs, holder).changes),
    )
    if (renewed.kind === 'done' && renewed.value === accounts.length) renewedMs = nowMs
    else if (renewed.kind === 'done') return lost.abort(new LeaseLost('this process was stopped for too long.'))
    else if (nowMs - renewedMs >= LEASE_TTL_MS) return lost.abort(new LeaseLost(renewed.message))
    renewLater()
  }
  const renewLater = () => {
    timer = clock.timer(RENEW_EVERY_MS * clock.timeScale, renew)
  }
  renewLater()
  return {
    accounts,
    lost: lost.signal,
    async [Symbol.asyncDispose]() {
      timer?.[Symbol.dispose]()
      store.write((database) => database.prepare('DELETE FROM lease WHERE holder = ?').run(holder))
    },
  }
}
