import type { Database } from '../kernel/sqlite-store.ts'
import { type Granted, granted, type Refused, refused } from './outcome.ts'

/** The load balancer counts requests per minute (protocol.md §8.3). */
export const WINDOW_MS = 60_000

/** What a run wants to send outside `/api/`. */
export type Spending = { readonly targetKey: string; readonly limit: number; readonly requests: number }

/** Notes `requests` down if the last minute has room for all of them. A request leaves the window exactly one minute later. */
export function spendIn(database: Database, nowMs: number, spending: Spending): Granted | Refused {
  const { targetKey, limit, requests } = spending
  if (requests > limit) {
    return refused(
      'budget',
      null,
      `${requests} requests were asked for, and the budget is ${limit} a minute. Use fewer users or rounds, or raise the budget.`,
    )
  }
  forgetOld(database, nowMs)
  const rows = database
    .prepare('SELECT at_ms, requests FROM spending WHERE target = ? ORDER BY at_ms')
    .all(targetKey)
    .map((row) => ({ atMs: Number(row.at_ms), requests: Number(row.requests) }))
  const used = rows.reduce((sum, row) => sum + row.requests, 0)
  if (used + requests > limit) {
    const retryAfterMs = roomAtMs(rows, used + requests - limit) - nowMs
    return refused(
      'budget',
      retryAfterMs,
      `${used} of ${limit} requests of the last minute are spent, and ${requests} more were asked for.`,
    )
  }
  if (requests > 0) {
    database.prepare('INSERT INTO spending (target, at_ms, requests) VALUES (?, ?, ?)').run(targetKey, nowMs, requests)
  }
  return granted
}

/** How many requests of the last minute are noted down. Reads only, so a clock that was set back makes it say too many. */
export function spentIn(database: Database, nowMs: number, targetKey: string): number {
  const row = database
    .prepare('SELECT COALESCE(SUM(requests), 0) AS spent FROM spending WHERE target = ? AND at_ms > ?')
    .get(targetKey, nowMs - WINDOW_MS)
  return Number(row?.spent)
}

/** A clock that was set back must not leave requests in the future: they count as sent now, and are gone in a minute. */
function forgetOld(database: Database, nowMs: number): void {
  database.prepare('DELETE FROM spending WHERE at_ms <= ?').run(nowMs - WINDOW_MS)
  database.prepare('UPDATE spending SET at_ms = ? WHERE at_ms > ?').run(nowMs, nowMs)
}

function roomAtMs(rows: readonly { atMs: number; requests: number }[], tooMany: number): number {
  let freed = 0
  let atMs = 0
  for (const row of rows) {
    if (freed >= tooMany) break
    freed += row.requests
    atMs = row.atMs + WINDOW_MS
  }
  return atMs
}
