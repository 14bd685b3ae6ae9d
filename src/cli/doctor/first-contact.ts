import { defineScenario, type Scenario } from '../../model/scenario.ts'

const judges = [
  'monitor',
  'platform',
  'auth',
  'handshake',
  'identity',
  'controls',
  'closes',
  'latency',
  'evidence',
] as const

/**
 * The run of a first contact: one user signs in, connects, shows two bad tokens, and connects again. With `prompts` it asks
 * one thing, which costs tokens and leaves a thread behind.
 */
export function firstContact(prompts: boolean): Scenario {
  return defineScenario({
    id: 'first-contact',
    summary: 'One user signs in, connects, shows two credentials that must be refused, and connects again.',
    tags: [],
    cron: '0 0 1 1 *',
    users: { default: 1, min: 1, max: 1 },
    bystanders: 0,
    requests: { perRun: 6, perUser: 8 },
    promptsPerUser: prompts ? 1 : 0,
    deadlineMs: 420_000,
    judges: prompts ? [...judges, 'sequence', 'answer'] : judges,
    hunts: [],
    async run(stage) {
      await stage.platform()
      await stage.together(stage.users, async (user) => {
        const session = await stage.signIn(user)
        await stage.verify(session)
        await stage.close(await stage.connect(session))
        await stage.control(session, 'no_token')
        await stage.control(session, 'tampered')
        const chat = await stage.connect(session)
        if (prompts) await stage.converse(chat)
        await stage.linger()
        await stage.close(chat)
      })
    },
  })
}
