import { expect, test } from 'vitest'
import type { Cell } from '../src/drill/cell.ts'
import { performCell } from '../src/drill/perform-cell.ts'
import type { Fact } from '../src/model/evidence.ts'
import { defineScenario, type Scenario, type Stage } from '../src/model/scenario.ts'
import type { RunResult } from '../src/runner/run-scenario.ts'

const healthy: Cell = {
  subject: { kind: 'healthy', name: 'dialect-handshake', warnings: [] },
  scenario: 'dishonest',
  dialect: 'handshake',
  round: 1,
  seed: 'green',
  timeScale: 4,
  browser: false,
  waits: false,
}

const ladder = ['monitor', 'platform', 'auth', 'handshake', 'identity', 'sequence', 'answer', 'closes'] as const

function faulty(name: string): Cell {
  const expected = { verdict: 'fail', codes: ['unclassified'] } as const
  return { ...healthy, timeScale: 10, subject: { kind: 'fault', name, expected, hunted: true } }
}

function run(play: (stage: Stage) => Promise<void>, cell = healthy, given: Partial<Scenario> = {}): Promise<RunResult> {
  const scenario = defineScenario({
    id: 'dishonest',
    summary: 'Tries to look good.',
    tags: [],
    cron: '0 0 1 1 *',
    users: { default: 2, min: 1, max: 2 },
    bystanders: 0,
    requests: { perRun: 4, perUser: 4 },
    promptsPerUser: 1,
    deadlineMs: 400_000,
    judges: [...ladder, 'isolation', 'latency', 'evidence'],
    hunts: [],
    run: play,
    ...given,
  })
  return performCell(cell, scenario, new AbortController().signal)
}

/** The whole golden path, so that each test below leaves out one thing only. */
async function honest(stage: Stage): Promise<void> {
  await stage.platform()
  const chats = await stage.together(stage.users, async (user) => stage.connect(await stage.signIn(user)))
  await stage.together(chats, (chat) => stage.converse(chat))
  await stage.linger()
  await stage.together(chats, (chat) => stage.close(chat))
}

test('the honest scenario passes, with bytes and an address from the target, and says only what a client may say', async () => {
  const { report, evidence } = await run(honest)
  expect(report).toMatchObject({ verdict: 'pass', findings: [] })
  const facts: readonly Fact[] = evidence?.facts ?? []
  const upgrades = facts.filter((fact) => fact.kind === 'upgrade')
  expect(upgrades.map(({ status, remoteAddress }) => [status, remoteAddress])).toEqual([
    [101, '127.0.0.1'],
    [101, '127.0.0.1'],
  ])
  const sent = facts.filter((fact) => fact.kind === 'frame').filter(({ direction }) => direction === 'out')
  const types = sent.map(({ data }): unknown => JSON.parse(data)?.type)
  expect(types.filter((type) => type === 'user_message')).toHaveLength(2)
  expect(
    [...new Set(types)].filter((type) => !['user_message', 'handshake_acknowledged', 'ping'].includes(String(type))),
  ).toEqual([])
})

test.each<[string, (stage: Stage) => Promise<void>]>([
  ['does nothing', async () => undefined],
  ['only waits', (stage) => stage.linger()],
  ['asks for health and stops', (stage) => stage.platform()],
  [
    'lets only one of its users act',
    async (stage) => {
      await stage.platform()
      const [user] = stage.users
      if (user === undefined) return
      const chat = await stage.connect(await stage.signIn(user))
      await stage.converse(chat)
      await stage.close(chat)
    },
  ],
  [
    'connects and never talks',
    async (stage) => {
      await stage.platform()
      const chats = await stage.together(stage.users, async (user) => stage.connect(await stage.signIn(user)))
      await stage.linger()
      await stage.together(chats, (chat) => stage.close(chat))
    },
  ],
  [
    'does not wait for what it began',
    async (stage) => {
      await stage.platform()
      const chats = await stage.together(stage.users, async (user) => stage.connect(await stage.signIn(user)))
      void Promise.all(chats.map((chat) => stage.converse(chat))).catch(() => undefined)
    },
  ],
])('a scenario that %s never passes', async (_name, play) => {
  const { report } = await run(play)
  expect(report.verdict).toBe('inconclusive')
})

test('a scenario that throws is our error, whatever went well before', async () => {
  const { report } = await run(async (stage) => {
    await honest(stage)
    throw new Error('assert False')
  })
  expect(report).toMatchObject({ verdict: 'error', reason: expect.stringContaining('assert False') })
})

test('a scenario that swallows a failure of the target fails all the same', async () => {
  const { report } = await run((stage) => honest(stage).catch(() => undefined), faulty('ws-route-missing'))
  expect(report).toMatchObject({ verdict: 'fail', phase: 'handshake' })
})

test('a scenario whose time runs out never passes', async () => {
  const { report } = await run(honest, faulty('agent-death-silent'), { deadlineMs: 20_000 })
  expect(report.verdict).toBe('error')
})

test('judges that had nothing to look at are void, not agreed', async () => {
  const { report } = await run(async () => undefined)
  expect(report.judgements.map(({ state, examined }) => [state, examined])).toEqual(
    report.judgements.map(() => ['void', 0]),
  )
})
