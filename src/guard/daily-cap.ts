import type { Database } from '../kernel/sqlite-store.ts'
import { type Granted, granted, type Refused, refused } from './outcome.ts'

const DAY_MS = 86_400_000
/** Counts are kept for a week, so that a clock which is wrong for a day or two does not reset the cap. */
const KEPT_DAYS = 7

/** What a run wants to say to agents, each of which costs LLM tokens on a real target. */
export type Talking = { readonly targetKey: string; readonly limit: number; readonly conversations: number }

/** Counts conversations against the UTC day, all of them or none. */
export function countIn(database: Database, nowMs: number, talking: Talking): Granted | Refused {
  const { targetKey, limit, conversations } = talking
  const day = Math.floor(nowMs / DAY_MS)
  database.prepare('DELETE FROM conversations WHERE day < ?').run(day - KEPT_DAYS)
  const row = database.prepare('SELECT count FROM conversations WHERE target = ? AND day = ?').get(targetKey, day)
  const used = Number(row?.count ?? 0)
  if (used + conversations > limit) {
    const retryAfterMs = conversations > limit ? null : (day + 1) * DAY_MS - nowMs
    return refused(
      'llm-cap',
      retryAfterMs,
      `${used} of ${limit} conversations of this UTC day are used, and ${conversations} more were asked for.`,
    )
  }
  database
    .prepare(
      `INSERT INTO conversations (target, day, count) VALUES (?1, ?2, ?3)
       ON CONFLICT (target, day) DO UPDATE SET count = count + ?3`,
    )
    .run(targetKey, day, conversations)
  return granted
}
