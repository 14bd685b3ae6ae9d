import { defineScenario } from '#scenario'

/** A user stays the same user: over reconnects with one token, and over sign-ins. */
export default defineScenario({
  id: 'identity-reconnect',
  summary: 'Three users connect twice with one token and once more after a second sign-in; each must stay who it is.',
  tags: ['auth', 'identity'],
  cron: '11-59/30 * * * *',
  users: { default: 3, min: 1, max: 6 },
  bystanders: 0,
  requests: { perRun: 5, perUser: 5 },
  promptsPerUser: 0,
  deadlineMs: 420_000,
  judges: ['monitor', 'platform', 'auth', 'handshake', 'identity', 'closes', 'latency', 'evidence'],
  hunts: ['auth-user-desync', 'auth-bypass-identity-collapse', 'relaxed-id-collision'],
  async run(stage) {
    await stage.platform()
    await stage.together(stage.users, async (user) => {
      const session = await stage.signIn(user)
      await stage.close(await stage.connect(session))
      await stage.close(await stage.connect(session))
      await stage.close(await stage.connect(await stage.signIn(user)))
    })
  },
})
