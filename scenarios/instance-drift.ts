import { type Chat, defineScenario } from '#scenario'

/** Few enough for the request budget; two instances that take turns differ by the second. */
const connects = Array.from({ length: 8 }, (_, index) => index)

/** One token is good everywhere or nowhere: instances must not differ. */
export default defineScenario({
  id: 'instance-drift',
  summary:
    'One token connects eight times wherever the balancer leads, then eight times to one instance; all must work.',
  tags: ['auth', 'network'],
  cron: '41 */6 * * *',
  users: { default: 1, min: 1, max: 1 },
  bystanders: 0,
  requests: { perRun: 5, perUser: 17 },
  promptsPerUser: 0,
  deadlineMs: 600_000,
  judges: ['monitor', 'platform', 'auth', 'handshake', 'identity', 'closes', 'latency', 'evidence'],
  hunts: ['jwt-secret-instance-drift', 'relaxed-id-collision'],
  async run(stage) {
    await stage.platform()
    await stage.together(stage.users, async (user) => {
      const session = await stage.signIn(user)
      const good: Chat[] = []
      const anywhere = async () => {
        const chat = await stage.connect(session, { once: true })
        good.push(chat)
        await stage.close(chat)
      }
      const pinned = async () => {
        const [near] = good
        if (near !== undefined) await stage.close(await stage.connect(session, { near, once: true }))
      }
      await stage.inTurn([...connects.map(() => anywhere), ...connects.map(() => pinned)], (connect) => connect())
    })
  },
})
