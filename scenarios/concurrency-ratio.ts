import { defineScenario } from '#scenario'

/** How many users chat at the same time, step by step. */
const CROWDS = [3, 5]

/** Whether users at the same moment wait longer than one alone: the #884 bound is three times as long. */
export default defineScenario({
  id: 'concurrency-ratio',
  summary: 'Users chat one by one, then three, then five at once; nobody may wait more than three times as long.',
  tags: ['concurrency', 'latency', 'issue-884', 'unit', 'integration'],
  cron: '18,48 * * * *',
  users: { default: 5, min: 3, max: 5 },
  bystanders: 0,
  requests: { perRun: 4, perUser: 3 },
  promptsPerUser: 3,
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
    'scaling',
    'evidence',
  ],
  hunts: [
    'engine-lock-convoy',
    'factory-ssot-validation-1011',
    'cross-user-event-leak',
    'llm-cache-cross-user',
    'auth-bypass-identity-collapse',
    'auth-validation-timeout',
  ],
  async run(stage) {
    await stage.platform()
    const sessions = await stage.together(stage.users, (user) => stage.signIn(user))
    const chats = await stage.connectTogether(sessions)
    const [smallest = 0] = CROWDS
    await stage.inTurn(chats.slice(0, smallest), async (chat) => {
      await stage.converse(chat, { label: 'alone' })
      // Prompts within two seconds count as sent together.
      await stage.pause(2_500)
    })
    for (const size of CROWDS) {
      const crowd = chats.slice(0, size)
      await stage.together(crowd, (chat) => stage.converse(chat, { label: `${crowd.length} at once` }))
      await stage.pause(2_500)
    }
    await stage.linger()
    await stage.together(chats, (chat) => stage.close(chat))
  },
})
