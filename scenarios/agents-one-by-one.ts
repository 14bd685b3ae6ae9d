import { defineScenario } from '#scenario'

/** One request for each kind of agent; none holds anything that a stock answer would match. */
const requests = [
  { label: 'triage', text: 'Which kind of question is this: our cloud bill has doubled and nobody knows why?' },
  { label: 'data', text: 'Which numbers of our language model usage would you look at first to understand its cost?' },
  { label: 'optimisation', text: 'How could we halve the cost of our language model calls and keep their quality?' },
  { label: 'reporting', text: 'Write a short report for our finance team on what drives the cost of language models.' },
] as const

/** Each agent alone: whoever is broken is known by name, and nobody hides behind the others. */
export default defineScenario({
  id: 'agents-one-by-one',
  summary: 'Four users, one after the other, each ask what another agent is made for; each agent is judged alone.',
  tags: ['agents', 'issue-884', 'integration'],
  cron: '35 */6 * * *',
  users: { default: 4, min: 4, max: 4 },
  bystanders: 0,
  requests: { perRun: 4, perUser: 4 },
  promptsPerUser: 1,
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
    'evidence',
  ],
  hunts: ['agent-registry-empty', 'orchestrator-none-fallback', 'canned-or-fabricated-answer', 'agent-never-starts'],
  async run(stage) {
    await stage.platform()
    await stage.inTurn([...stage.users.entries()], async ([index, user]) => {
      const chat = await stage.connect(await stage.signIn(user))
      await stage.converse(chat, requests[index])
      await stage.linger()
      await stage.close(chat)
    })
  },
})
