import { defineScenario } from '#scenario'

/** Two sockets of one instance, of which one speaks at a time: whoever does must get everything, the other nothing. */
export default defineScenario({
  id: 'order-ab',
  summary: 'Two users connect one after the other; the first speaks alone, then the second, then both.',
  tags: ['order', 'isolation', 'issue-884', 'integration'],
  cron: '12,42 * * * *',
  users: { default: 2, min: 2, max: 2 },
  bystanders: 0,
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
    'shared-handler-last-writer-wins',
    'first-handler-wins',
    'tool-registry-duplicate',
    'cross-user-event-leak',
    'auth-bypass-identity-collapse',
  ],
  async run(stage) {
    const [first, second] = stage.users
    if (first === undefined || second === undefined) throw new Error('This scenario needs two users.')
    await stage.platform()
    const a = await stage.connect(await stage.signIn(first))
    // Handlers are shared within a process, so both must be on one instance.
    const b = await stage.connect(await stage.signIn(second), { near: a })
    await stage.converse(a, { label: 'alone' })
    await stage.converse(b, { label: 'alone' })
    await stage.together([a, b], (chat) => stage.converse(chat, { label: 'together' }))
    await stage.linger()
    await stage.together([a, b], (chat) => stage.close(chat))
  },
})
