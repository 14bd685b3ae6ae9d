import { defineScenario, type Scenario } from '../src/model/scenario.ts'

/** One user who has `conversations` conversations on one socket. */
export function talkative(conversations: number): Scenario {
  return defineScenario({
    ...common,
    id: 'talkative',
    summary: 'One user has many conversations on one socket.',
    users: { default: 1, min: 1, max: 1 },
    promptsPerUser: conversations,
    async run(stage) {
      await stage.together(stage.users, async (user) => {
        const chat = await stage.connect(await stage.signIn(user))
        for (let each = 0; each < conversations; each++) await stage.converse(chat)
        await stage.close(chat)
      })
    },
  })
}

/** A crowd in which everybody has one conversation; `onCrowded` is called while all are connected and have talked. */
export function crowded(onCrowded: () => void): Scenario {
  return defineScenario({
    ...common,
    id: 'crowded',
    summary: 'A crowd connects, and everybody has one conversation.',
    users: { default: 500, min: 1, max: 1000 },
    promptsPerUser: 1,
    async run(stage) {
      const chats = await stage.together(stage.users, async (user) => stage.connect(await stage.signIn(user)))
      await stage.together(chats, (chat) => stage.converse(chat))
      onCrowded()
      await stage.together(chats, (chat) => stage.close(chat))
    },
  })
}

const common = {
  tags: ['bench'],
  cron: '0 0 1 1 *',
  bystanders: 0,
  requests: { perRun: 0, perUser: 2 },
  deadlineMs: 100_000_000,
  judges: ['monitor', 'auth', 'handshake', 'identity', 'sequence', 'answer', 'closes', 'evidence'],
  hunts: [],
} as const
