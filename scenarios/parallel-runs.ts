import { defineScenario } from '#scenario'

/** How many runs of one user may be too many. */
const MOST_RUNS = 3

/** One user with several tabs: the third run at a time is served or refused in words, and nobody else feels it. */
export default defineScenario({
  id: 'parallel-runs',
  summary: 'One user holds one, two, then three sockets with a run on each; a control user chats beside every step.',
  tags: ['limits', 'concurrency', 'issue-884', 'integration'],
  cron: '25 */6 * * *',
  users: { default: 2, min: 2, max: 2 },
  bystanders: 0,
  requests: { perRun: 4, perUser: 4 },
  promptsPerUser: 6,
  deadlineMs: 900_000,
  judges: [
    'monitor',
    'platform',
    'auth',
    'handshake',
    'identity',
    'sequence',
    'answer',
    'isolation',
    'closes',
    'latency',
    'evidence',
  ],
  hunts: ['engine-cap-two-per-user', 'resource-limit-cascade', 'cross-user-event-leak'],
  async run(stage) {
    const [busy, control] = stage.users
    if (busy === undefined || control === undefined) throw new Error('This scenario needs two users.')
    await stage.platform()
    const session = await stage.signIn(busy)
    const beside = await stage.connect(await stage.signIn(control))
    const chats = [await stage.connect(session)]
    while (chats.length <= MOST_RUNS) {
      const label = `${chats.length} at once`
      await stage.together([...chats, beside], (chat) => stage.converse(chat, { label, refusable: chat !== beside }))
      if (chats.length === MOST_RUNS) break
      chats.push(await stage.connect(session))
    }
    await stage.linger()
    await stage.together([...chats, beside], (chat) => stage.close(chat))
  },
})
