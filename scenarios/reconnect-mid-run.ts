import { defineScenario } from '#scenario'

/** A phone that loses its network in the middle of a run must still get its answer, on whichever instance it comes back. */
export default defineScenario({
  id: 'reconnect-mid-run',
  summary: 'Two users lose their connection while the agent thinks; one comes back to its instance, one to another.',
  tags: ['reconnect', 'instances'],
  cron: '50 */6 * * *',
  users: { default: 2, min: 2, max: 2 },
  bystanders: 0,
  requests: { perRun: 4, perUser: 10 },
  promptsPerUser: 1,
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
  hunts: ['events-lost-on-reconnect', 'cross-instance-delivery-gap'],
  async run(stage) {
    await stage.platform()
    await stage.together([...stage.users.entries()], async ([index, user]) => {
      const session = await stage.signIn(user)
      const lost = await stage.connect(session)
      await stage.converse(lost, { until: 'agent_thinking' })
      await stage.drop(lost)
      const where = index === 0 ? { near: lost } : { far: lost }
      const chat = await stage.connect(session, { resumes: lost, ...where })
      await stage.follow(chat)
      await stage.linger()
      await stage.close(chat)
    })
  },
})
