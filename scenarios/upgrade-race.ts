import { defineScenario } from '#scenario'

/** Rounds, and how far apart the upgrades of each may leave: most races want them at once, some a little apart. Milliseconds. */
const SKEWS_MS = [0, 0, 0, 2, 10]

/** Upgrades at the very same moment: whoever keeps something between upgrade and connection mixes users up. */
export default defineScenario({
  id: 'upgrade-race',
  summary: 'Five users connect one by one, then at the very same moment, five times; each must be taken for itself.',
  tags: ['races', 'concurrency', 'issue-884', 'integration'],
  cron: '8,38 * * * *',
  users: { default: 5, min: 2, max: 6 },
  bystanders: 0,
  requests: { perRun: 4, perUser: 2 + SKEWS_MS.length },
  promptsPerUser: 0,
  attempts: SKEWS_MS.length,
  deadlineMs: 600_000,
  judges: ['monitor', 'platform', 'auth', 'handshake', 'identity', 'closes', 'latency', 'evidence'],
  hunts: [
    'auth-user-desync',
    'auth-bypass-identity-collapse',
    'factory-ssot-validation-1011',
    'accepted-then-closed-1011',
  ],
  async run(stage) {
    await stage.platform()
    const sessions = await stage.together(stage.users, (user) => stage.signIn(user))
    const [anchor] = await stage.inTurn(sessions, async (session) => {
      const alone = await stage.connect(session)
      await stage.close(alone)
      return alone
    })
    // State that races is state of a process, so all go where the first one went.
    const near = anchor === undefined ? {} : { near: anchor }
    await stage.inTurn(SKEWS_MS, async (skewMs) => {
      const chats = await stage.connectTogether(sessions, { skewMs, ...near })
      await stage.together(chats, (chat) => stage.close(chat))
    })
  },
})
