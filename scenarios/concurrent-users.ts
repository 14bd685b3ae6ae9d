import { defineScenario } from '#scenario'

/** Several users at the same moment: what only concurrency breaks. */
export default defineScenario({
  id: 'concurrent-users',
  summary: 'Several users sign in, connect and chat at the same time; each must get the whole golden path.',
  tags: ['core', 'concurrency', 'issue-884', 'unit', 'integration', 'e2e'],
  cron: '2-59/15 * * * *',
  users: { default: 5, min: 2, max: 12 },
  bystanders: 0,
  requests: { perRun: 4, perUser: 3 },
  promptsPerUser: 1,
  deadlineMs: 420_000,
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
  hunts: ['factory-ssot-validation-1011', 'cross-user-event-leak', 'auth-bypass-identity-collapse'],
  async run(stage) {
    await stage.platform()
    const chats = await stage.together(stage.users, async (user) => {
      const session = await stage.signIn(user)
      const chat = await stage.connect(session)
      await stage.converse(chat)
      return chat
    })
    await stage.linger()
    await stage.together(chats, (chat) => stage.close(chat))
  },
})
