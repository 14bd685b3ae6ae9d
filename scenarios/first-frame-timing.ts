import { defineScenario } from '#scenario'

/** How long after the open the early prompts are sent, milliseconds. */
const EARLY_MS = [0, 50]

/** A/B: the same prompt of the same user, early and late. What fails early only is a race in the server's opening. */
export default defineScenario({
  id: 'first-frame-timing',
  summary: 'One user sends the first prompt after the welcome, then at once, then 50 ms after the socket opened.',
  tags: ['timing', 'races', 'issue-884', 'unit', 'integration'],
  cron: '33 * * * *',
  users: { default: 1, min: 1, max: 1 },
  bystanders: 0,
  requests: { perRun: 4, perUser: 4 },
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
    'closes',
    'latency',
    'evidence',
  ],
  hunts: ['early-message-lost', 'handshake-accept-race', 'state-machine-stuck-connecting'],
  async run(stage) {
    await stage.platform()
    await stage.together(stage.users, async (user) => {
      const session = await stage.signIn(user)
      const patient = await stage.connect(session)
      await stage.converse(patient, { label: 'after the welcome' })
      await stage.close(patient)
      // A server that shakes hands says that it reads nothing before: there is nothing to find out.
      if (patient.shakesHands) return
      await stage.inTurn(EARLY_MS, async (ms) => {
        const hasty = await stage.connect(session, { hasty: true })
        if (ms > 0) await stage.pause(ms)
        await stage.converse(hasty, { label: `after ${ms} ms` })
        await stage.close(hasty)
      })
    })
  },
})
