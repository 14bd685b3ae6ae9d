import { defineScenario } from '#scenario'

/** The whole ladder with one user: the shortest answer to "is the golden path open?". */
export default defineScenario({
  id: 'golden-path',
  summary: 'One user signs in, opens a chat socket, sends a message, sees the agent work and gets an answer.',
  tags: ['core', 'ladder', 'issue-884', 'unit', 'integration', 'e2e'],
  cron: '*/5 * * * *',
  users: { default: 1, min: 1, max: 1 },
  bystanders: 0,
  requests: { perRun: 4, perUser: 4 },
  promptsPerUser: 1,
  deadlineMs: 420_000,
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
  hunts: [
    'backend-crash-loop-503',
    'auth-login-5xx',
    'jwt-secret-mismatch',
    'auth-bypass-identity-collapse',
    'ws-route-missing',
    'accepted-then-closed-1011',
    'factory-ssot-validation-1011',
    'factory-self-recursion-1011',
    'no-welcome-frame',
    'router-signature-mismatch',
    'events-missing-partial',
    'events-out-of-order',
    'events-duplicated',
    'agent-death-silent',
    'empty-or-trivial-answer',
    'dirty-close-1006',
  ],
  async run(stage) {
    await stage.platform()
    await stage.together(stage.users, async (user) => {
      const session = await stage.signIn(user)
      await stage.verify(session)
      const chat = await stage.connect(session)
      await stage.converse(chat)
      await stage.linger()
      await stage.close(chat)
    })
  },
})
