import { defineScenario } from '#scenario'

/** The second message of a thread needs what the first one left behind: database, routing, context. */
export default defineScenario({
  id: 'two-messages',
  summary: 'One user sends two messages in one thread; the second must be served like the first.',
  tags: ['threads', 'issue-884', 'integration'],
  cron: '22 * * * *',
  users: { default: 1, min: 1, max: 4 },
  bystanders: 0,
  requests: { perRun: 4, perUser: 4 },
  promptsPerUser: 2,
  deadlineMs: 780_000,
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
  hunts: ['db-session-failure-midrun', 'thread-user-routing-gap'],
  async run(stage) {
    await stage.platform()
    await stage.together(stage.users, async (user) => {
      const session = await stage.signIn(user)
      const chat = await stage.connect(session)
      await stage.converse(chat, { label: 'first' })
      await stage.converse(chat, { label: 'second', text: 'Give me one more piece of advice, a different one.' })
      await stage.linger()
      await stage.close(chat)
    })
  },
})
