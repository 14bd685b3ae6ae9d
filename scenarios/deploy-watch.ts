import { defineScenario } from '#scenario'

/** When sockets are tried after the first 200 of `/health`, milliseconds. Start-ups have been seen to take 1 to 30 s. */
const offsets = [100, 500, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 20_000, 30_000]

/** How long a new revision, or one that slept, says that it is well before it serves. */
export default defineScenario({
  id: 'deploy-watch',
  summary:
    'Waits for the first healthy answer, then opens a socket at ten moments of the next 30 s and chats on the last.',
  tags: ['deploy', 'startup', 'issue-884', 'unit', 'integration'],
  cron: '5 4 * * *',
  users: { default: 1, min: 1, max: 1 },
  bystanders: 0,
  requests: { perRun: 26, perUser: 24 },
  promptsPerUser: 1,
  deadlineMs: 700_000,
  judges: [
    'monitor',
    'platform',
    'auth',
    'handshake',
    'identity',
    'sequence',
    'answer',
    'closes',
    'latency',
    'evidence',
  ],
  hunts: ['cold-start-window', 'startup-queue-500', 'supervisor-not-ready', 'deploy-green-app-dead'],
  async run(stage) {
    const [session] = await stage.together(stage.users, (user) => stage.signIn(user))
    if (session === undefined) return
    await stage.healthy()
    const attempts = offsets.map((offset) => async () => {
      await stage.pause(offset)
      const chat = await stage.connect(session, { once: true })
      if (offset === offsets.at(-1)) await stage.converse(chat)
      await stage.close(chat)
    })
    await stage.together([() => stage.platform(), ...attempts], (act) => act())
  },
})
