import { defineScenario } from '#scenario'

/** Nobody may see what belongs to somebody else: not an id, not an event, not a fact told to the agent. */
export default defineScenario({
  id: 'cross-user-isolation',
  summary:
    'Users tell the agent a secret each, then ask for it at the same time; a silent bystander listens. Then each asks for a thread of another.',
  tags: ['core', 'isolation', 'issue-884', 'unit', 'integration', 'e2e'],
  cron: '7-59/15 * * * *',
  users: { default: 3, min: 2, max: 8 },
  bystanders: 1,
  requests: { perRun: 4, perUser: 3 },
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
    'isolation',
    'closes',
    'latency',
    'evidence',
  ],
  hunts: [
    'cross-user-event-leak',
    'cross-user-state-bleed',
    'broadcast-to-all-handler',
    'llm-cache-cross-user',
    'negative-control-accepted',
  ],
  async run(stage) {
    await stage.platform()
    const silent = await stage.together(stage.bystanders, async (user) => stage.connect(await stage.signIn(user)))
    const speakers = await stage.together(stage.users, async (user) => {
      const session = await stage.signIn(user)
      return { session, chat: await stage.connect(session) }
    })
    const chats = speakers.map(({ chat }) => chat)
    await stage.together(chats, (chat) =>
      stage.converse(chat, { text: 'Give me one idea for naming the cost report of my project.', plant: true }),
    )
    await stage.together(chats, (chat) =>
      stage.converse(chat, { text: 'Which project names do you remember? List every one that you know of.' }),
    )
    await stage.linger()
    await stage.together([...silent, ...chats], (chat) => stage.close(chat))
    const sessions = speakers.map(({ session }) => session)
    const pairs = sessions.map((session, index) => [session, sessions.at(index - 1) ?? session] as const)
    await stage.together(pairs, ([session, owner]) => stage.askForThread(session, owner))
  },
})
