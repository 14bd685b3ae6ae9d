import { defineScenario } from '#scenario'

const cycles = Array.from({ length: 25 }, (_, index) => index + 1)
/** Connections on which a run is started: the first, one on the way, and those around the limit of twenty managers. */
const running = [1, 10, 21, 25]
/** How long each connection is kept, so that two are never closer than this. Milliseconds. */
const gapMs = 2_000

/** What fills up with connections: managers, handlers, memory. One user is worn out; another must not notice. */
export default defineScenario({
  id: 'connection-churn',
  summary:
    'A sacrificial user connects and leaves 25 times on one instance, while a control user must be served as before.',
  tags: ['off', 'heavy', 'leaks', 'issue-884', 'integration'],
  cron: '15 3 * * *',
  users: { default: 1, min: 1, max: 1 },
  bystanders: 0,
  sacrificial: 1,
  requests: { perRun: 40, perUser: 4 },
  promptsPerUser: 4,
  deadlineMs: 1_500_000,
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
    'trend',
    'evidence',
  ],
  hunts: [
    'manager-limit-exhausted',
    'resource-limit-cascade',
    'handler-accumulation',
    'memory-growth',
    'instance-death-mid-stream',
  ],
  async run(stage) {
    await stage.platform()
    const [spare] = await stage.together(stage.sacrificial, (user) => stage.signIn(user))
    const [control] = await stage.together(stage.users, (user) => stage.signIn(user))
    if (spare === undefined || control === undefined) return
    const held = await stage.connect(control)
    await stage.converse(held, { label: 'before' })
    try {
      await stage.inTurn(cycles, async (cycle) => {
        const chat = await stage.connect(spare, { near: held, once: true })
        if (running.includes(cycle)) await stage.converse(chat, { label: `#${cycle}` })
        await stage.hold(chat, { forMs: gapMs })
        await stage.close(chat)
      })
    } finally {
      const fresh = await stage.connect(control, { near: held, once: true })
      await stage.converse(fresh, { label: 'after' })
      await stage.together([held, fresh], (chat) => stage.close(chat))
    }
  },
})
