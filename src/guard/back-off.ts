import type { Database } from '../kernel/sqlite-store.ts'
import { type Granted, granted, type Refused, refused } from './outcome.ts'

/** However long a target asks us to stay away, we look again after a day: a wrong header must not blind the monitor for good. */
export const LONGEST_BACK_OFF_MS = 86_400_000

/** Notes down that a target wants to be left alone. The later of two ends counts. */
export function setBackOff(database: Database, nowMs: number, targetKey: string, untilMs: number): void {
  mendClock(database, nowMs)
  const untilWithinReasonMs = Math.min(untilMs, nowMs + LONGEST_BACK_OFF_MS)
  database
    .prepare(
      `INSERT INTO back_off (target, set_ms, until_ms) VALUES (?1, ?2, ?3)
       ON CONFLICT (target) DO UPDATE SET set_ms = ?2, until_ms = max(until_ms, ?3)`,
    )
    .run(targetKey, nowMs, Math.ceil(untilWithinReasonMs))
}

/** Whether a target may be spoken to at all. */
export function checkBackOff(database: Database, nowMs: number, targetKey: string): Granted | Refused {
  mendClock(database, nowMs)
  const row = database.prepare('SELECT until_ms FROM back_off WHERE target = ?').get(targetKey)
  if (row === undefined) return granted
  const leftMs = Number(row.until_ms) - nowMs
  return refused(
    'back-off',
    leftMs,
    `The target answered 429 and is left alone for another ${Math.ceil(leftMs / 1000)} s.`,
  )
}

/** A clock that was set back must not make a back-off longer: its end moves back with it. */
function mendClock(database: Database, nowMs: number): void {
  database.prepare('UPDATE back_off SET until_ms = until_ms - (set_ms - ?1), set_ms = ?1 WHERE set_ms > ?1').run(nowMs)
  database.prepare('DELETE FROM back_off WHERE until_ms <= ?').run(nowMs)
}
