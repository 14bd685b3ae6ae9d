import { runOnce } from './run-once.ts'
import { crowded } from './scenarios.ts'
import { withTwin } from './with-twin.ts'

const USERS = 500

/** Memory of 500 users at once in this process, each connected and with a conversation behind it: KB of RSS per user. */
export async function crowdMemory(): Promise<{ users: number; rssKbPerUser: number; runMs: number }> {
  await using twin = await withTwin(1)
  await runOnce(
    twin,
    crowded(() => {}),
    1,
    1,
  )
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let during = before
  const { report } = await runOnce(
    twin,
    crowded(() => {
      globalThis.gc?.()
      during = process.memoryUsage().rss
    }),
    USERS,
    1,
  )
  return { users: USERS, rssKbPerUser: (during - before) / USERS / 1024, runMs: report.durationMs }
}
