import { defineScenario } from '#scenario'

/**
 * Ages at which sockets die: 120 s for lack of pings, 600 s at the load balancer, 900 s with the token (protocol.md §8.3).
 * Each hold ends a little later, and a prompt then proves that the socket still serves.
 */
const stages = [
  { name: 'idle', ageMs: 130_000 },
  { name: 'limits', ageMs: 620_000 },
  { name: 'token', ageMs: 930_000 },
] as const

/** What only time breaks: idle limits, the load balancer's limit, the end of the token. */
export default defineScenario({
  id: 'long-hold',
  summary: 'Two sockets, one with pings and one without, stay open past every known limit and must still serve.',
  tags: ['off', 'slow', 'lifetimes'],
  cron: '10 * * * *',
  users: { default: 2, min: 2, max: 2 },
  bystanders: 0,
  options: { until: { summary: 'how long to hold: to 130 s, 620 s or 930 s', values: ['token', 'limits', 'idle'] } },
  requests: { perRun: 4, perUser: 3 },
  promptsPerUser: 3,
  deadlineMs: 2_100_000,
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
  hunts: ['heartbeat-2min-kill', 'cloud-run-timeout-kill', 'token-expiry-midsession'],
  async run(stage) {
    await stage.platform()
    const last = stages.findIndex(({ name }) => name === stage.option('until'))
    await stage.together([...stage.users.entries()], async ([index, user]) => {
      const chat = await stage.connect(await stage.signIn(user))
      let heldMs = 0
      for (const { name, ageMs } of stages.slice(0, last + 1)) {
        await stage.hold(chat, { forMs: ageMs - heldMs, pings: index === 0 })
        await stage.converse(chat, { label: `after ${name}` })
        heldMs = ageMs
      }
      await stage.close(chat)
    })
  },
})
