import { defineScenario } from '#scenario'

/** A token ends when its user signs out, or when its time is over; nobody else is signed out with it. */
export default defineScenario({
  id: 'logout-expiry',
  summary:
    'A spare user signs out and its token must be refused, as must one that has expired; another user stays signed in.',
  tags: ['auth', 'lifetime'],
  cron: '23 */6 * * *',
  users: { default: 1, min: 1, max: 1 },
  bystanders: 0,
  sacrificial: 1,
  needs: ['sign-out'],
  requests: { perRun: 5, perUser: 7 },
  promptsPerUser: 0,
  deadlineMs: 420_000,
  judges: ['monitor', 'platform', 'auth', 'handshake', 'identity', 'controls', 'closes', 'latency', 'evidence'],
  hunts: ['token-accepted-after-logout', 'negative-control-accepted'],
  async run(stage) {
    await stage.platform()
    const others = await stage.together(stage.users, (user) => stage.signIn(user))
    await stage.together(stage.sacrificial, async (user) => {
      const session = await stage.signIn(user)
      const chat = await stage.connect(session)
      await stage.close(chat)
      await stage.signOut(session)
      await stage.linger()
      // On the instance that knows the token, then on whichever comes next.
      await stage.control(session, 'logged_out', { near: chat })
      await stage.control(session, 'logged_out')
      const again = await stage.signIn(user)
      await stage.close(await stage.connect(again))
      await stage.control(again, 'expired')
    })
    await stage.together(others, async (session) => stage.close(await stage.connect(session)))
  },
})
