import { expect, test } from 'vitest'
import { twin as twinTarget } from '../config/built-in.ts'
import { openGuard } from '../guard/open-guard.ts'
import { createClock } from '../kernel/clock.ts'
import type { UpgradeFact } from '../model/evidence.ts'
import { defineScenario, type Stage } from '../model/scenario.ts'
import { startTwin } from '../twin/start-twin.ts'
import { runScenario } from './run-scenario.ts'

const TIME_SCALE = 10
const USERS = 3

/** The upgrades of a run in which three signed-in users do as told. */
async function upgradesOf(act: (stage: Stage) => Promise<unknown>): Promise<UpgradeFact[]> {
  await using twin = await startTwin({ dialect: 'handshake', faults: [], seed: 'together', timeScale: TIME_SCALE })
  const clock = createClock()
  using guard = openGuard({ file: ':memory:', clock })
  const scenario = defineScenario({
    id: 'together',
    summary: 'Connects users at the same moment.',
    tags: [],
    cron: '* * * * *',
    users: { default: USERS, min: USERS, max: USERS },
    bystanders: 0,
    requests: { perRun: 1, perUser: 3 },
    promptsPerUser: 0,
    deadlineMs: 400_000,
    judges: ['handshake'],
    hunts: [],
    run: async (stage) => void (await act(stage)),
  })
  const { evidence } = await runScenario(
    {
      scenario,
      target: { ...twinTarget, name: 'twin', kind: 'embedded', urls: twin.urls },
      credentials: { way: 'e2e', key: twin.simulationKey, emailDomain: 'staging.netrasystems.ai' },
      guard,
      timeScale: TIME_SCALE,
      users: USERS,
      seed: 'together',
      purpose: 'manual',
      signal: new AbortController().signal,
      progress: () => undefined,
    },
    clock,
  )
  return (evidence?.facts ?? []).filter((fact) => fact.kind === 'upgrade')
}

const signIn = (stage: Stage) => stage.together(stage.users, (user) => stage.signIn(user))
const offsetsOf = (upgrades: readonly UpgradeFact[]) =>
  upgrades.map(({ user, together }) => `${user} ${together?.offsetMs ?? 'alone'}`).toSorted()

test('all requests leave after the last connection stands, and by the same gate', async () => {
  const upgrades = await upgradesOf(async (stage) => stage.connectTogether(await signIn(stage)))
  expect(upgrades).toHaveLength(USERS)
  const standsMs = upgrades.map(({ atMs, timings }) => atMs + (timings.dnsMs ?? 0) + (timings.tcpMs ?? 0))
  for (const { status, together } of upgrades) {
    expect(status).toBe(101)
    expect(together).toMatchObject({ gate: 'gate-1', size: USERS, offsetMs: 0 })
    expect(together?.releasedMs).toBeGreaterThanOrEqual(Math.max(...standsMs))
  }
})

test('who goes first changes from gate to gate', async () => {
  const upgrades = await upgradesOf(async (stage) => {
    const sessions = await signIn(stage)
    for (const _ of [1, 2]) await stage.connectTogether(sessions)
  })
  const firstOf = (gate: string) =>
    upgrades
      .filter(({ together }) => together?.gate === gate)
      .toSorted((one, other) => (one.together?.releasedMs ?? 0) - (other.together?.releasedMs ?? 0))[0]?.user
  expect(firstOf('gate-1')).not.toBe(firstOf('gate-2'))
})

test('a skew is spread by the seed of the run, so that it can be repeated', async () => {
  const act = async (stage: Stage) => stage.connectTogether(await signIn(stage), { skewMs: 40 })
  const [one, other] = [await upgradesOf(act), await upgradesOf(act)]
  expect(offsetsOf(one)).toEqual(offsetsOf(other))
  const offsets = one.map(({ together }) => together?.offsetMs ?? -1)
  expect(new Set(offsets).size).toBe(USERS)
  expect(Math.min(...offsets)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...offsets)).toBeLessThanOrEqual(40)
})

test('near one socket means on its instance', async () => {
  const upgrades = await upgradesOf(async (stage) => {
    const sessions = await signIn(stage)
    const [first] = sessions
    if (first === undefined) throw new Error('There are three users.')
    await stage.connectTogether(sessions, { near: await stage.connect(first) })
  })
  const given = upgrades.find(({ together }) => together === undefined)?.affinity?.given
  expect(given).toEqual(expect.any(String))
  const sent = upgrades.filter(({ together }) => together !== undefined).map(({ affinity }) => affinity?.sent)
  expect(sent).toEqual([given, given, given])
})
