import { expect, test } from 'vitest'
import { twin as twinTarget } from '../config/built-in.ts'
import { openGuard } from '../guard/open-guard.ts'
import { createClock } from '../kernel/clock.ts'
import { defineScenario } from '../model/scenario.ts'
import { startTwin } from '../twin/start-twin.ts'
import { runScenario } from './run-scenario.ts'

const TIME_SCALE = 20

/** The first talks, the second does not, and each asks for a thread of the other. */
const strangers = defineScenario({
  id: 'strangers',
  summary: 'Two users ask for a thread of each other.',
  tags: [],
  cron: '* * * * *',
  users: { default: 2, min: 2, max: 2 },
  bystanders: 0,
  requests: { perRun: 0, perUser: 2 },
  promptsPerUser: 1,
  deadlineMs: 400_000,
  judges: ['handshake'],
  hunts: [],
  async run(stage) {
    const sessions = await stage.together(stage.users, (user) => stage.signIn(user))
    const [talker, other] = sessions
    if (talker === undefined || other === undefined) return
    const chat = await stage.connect(talker)
    await stage.converse(chat)
    await stage.close(chat)
    await stage.askForThread(other, talker)
    await stage.askForThread(talker, other)
  },
})

async function perform(faults: readonly string[]) {
  await using twin = await startTwin({ dialect: 'handshake', faults, seed: 'strangers', timeScale: TIME_SCALE })
  const clock = createClock()
  using guard = openGuard({ file: ':memory:', clock })
  const { evidence } = await runScenario(
    {
      scenario: strangers,
      target: { ...twinTarget, name: 'twin', kind: 'embedded', urls: twin.urls },
      credentials: { way: 'e2e', key: twin.simulationKey, emailDomain: 'staging.netrasystems.ai' },
      guard,
      timeScale: TIME_SCALE,
      users: 2,
      seed: 'strangers',
      purpose: 'manual',
      signal: new AbortController().signal,
      progress: () => undefined,
    },
    clock,
  )
  const facts = evidence?.facts.filter((fact) => fact.kind === 'http' && /thread/.test(fact.purpose)) ?? []
  return {
    asked: facts.map((fact) => (fact.kind === 'http' ? [fact.user, fact.purpose, fact.status] : [])),
    steps: evidence?.steps
      .filter(({ name }) => /thread/.test(name))
      .map(({ name, user, state }) => [name, user, state]),
    detail: evidence?.steps.at(-1)?.detail,
  }
}

test('a thread is first read by its owner and then asked for by another; who has none cannot be asked for it', async () => {
  const { asked, steps, detail } = await perform([])
  expect(asked).toEqual([
    ['user-1', 'threads', 200],
    ['user-1', 'own-thread', 200],
    ['user-2', 'foreign-thread', 404],
    ['user-2', 'threads', 200],
  ])
  expect(steps).toEqual([
    ['own thread', 'user-1', 'passed'],
    ['control foreign_thread', 'user-2', 'passed'],
    ['own thread', 'user-2', 'passed'],
    ['control foreign_thread', 'user-1', 'not-run'],
  ])
  expect(detail).toContain('user-2 has no thread')
})

test('a target that shows threads to anybody is asked in the same way', async () => {
  const { asked } = await perform(['threads-readable-by-anybody'])
  expect(asked[2]).toEqual(['user-2', 'foreign-thread', 200])
})
