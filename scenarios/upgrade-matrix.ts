import { defineScenario } from '#scenario'

const transports = ['header', 'subprotocol'] as const
const bad = ['no_token', 'tampered', 'expired'] as const

/** Who gets in, by which door: every route and transport with a good token, and bad ones that must stay outside. */
export default defineScenario({
  id: 'upgrade-matrix',
  summary:
    'One user connects on every route and by every transport; then bad tokens must be refused, with a good one after each.',
  tags: ['auth', 'network', 'handshake'],
  cron: '4-59/15 * * * *',
  users: { default: 1, min: 1, max: 1 },
  bystanders: 0,
  requests: { perRun: 5, perUser: 11 },
  promptsPerUser: 0,
  deadlineMs: 600_000,
  judges: ['monitor', 'platform', 'auth', 'handshake', 'identity', 'controls', 'closes', 'latency', 'evidence'],
  hunts: [
    'lb-auth-header-strip',
    'cloud-armor-403',
    'subprotocol-negotiation-fail',
    'no-token-extracted',
    'auth-error-masked-as-1011',
    'auth-bypass-identity-collapse',
    'relaxed-id-collision',
    'auth-circuit-open',
    'negative-control-accepted',
  ],
  async run(stage) {
    await stage.platform()
    await stage.together(stage.users, async (user) => {
      const session = await stage.signIn(user)
      const cells = stage.routes.flatMap((route) => transports.map((transport) => ({ route, transport, once: true })))
      await stage.inTurn(cells, async (cell) => stage.close(await stage.connect(session, cell)))
      await stage.inTurn(bad, async (credential) => {
        await stage.control(session, credential)
        await stage.close(await stage.connect(session, { once: true }))
      })
    })
  },
})
