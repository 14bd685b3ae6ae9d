import { defineScenario } from '#scenario'

/** The same conversation by the deployed page and by a client that keeps the protocol: does the target know its own frontend? */
export default defineScenario({
  id: 'client-server-skew',
  summary:
    'One user chats through the web app and one through a plain socket, in the same run; both must get their answer.',
  tags: ['browser', 'handshake'],
  cron: '28,58 * * * *',
  users: { default: 2, min: 2, max: 2 },
  bystanders: 0,
  needs: ['browser'],
  requests: { perRun: 4, perUser: 14 },
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
    'screen',
    'skew',
    'evidence',
  ],
  hunts: ['client-server-skew'],
  async run(stage) {
    await stage.platform()
    const [first, second] = stage.users
    if (first === undefined || second === undefined) throw new Error('Two clients take two users.')
    const bySocket = async () => {
      const chat = await stage.connect(await stage.signIn(first))
      await stage.converse(chat)
      await stage.linger()
      await stage.close(chat)
    }
    const byPage = async () => {
      const page = await stage.browser.open(second)
      await stage.browser.converse(page)
      await stage.linger()
      await stage.browser.close(page)
    }
    await stage.together([bySocket, byPage], (journey) => journey())
  },
})
