import { expect, test } from 'vitest'
import { accountPools } from '../guard/account-pool.ts'
import { guardFile } from '../guard/guard-file.builder.ts'
import { openGuard } from '../guard/open-guard.ts'
import { targetKey } from '../guard/target-key.ts'
import { createClock } from '../kernel/clock.ts'
import { defineScenario, type Scenario } from '../model/scenario.ts'
import { type Target, targetSchema } from '../model/target.ts'
import { admit } from './admission.ts'

const calm = new AbortController().signal
const crowd = { speakers: 1, bystanders: 0 }
const urls = { auth: 'https://auth.example.com', api: 'https://api.example.com', ws: 'wss://api.example.com/ws' }
const e2e = { way: 'e2e', emailDomain: 'x.example' }

const target = (more: object = {}): Target => ({
  ...targetSchema.parse({ urls, signIn: e2e, ...more }),
  name: 'some',
  kind: 'remote',
})

const churn = (over: Partial<Scenario> = {}): Scenario =>
  defineScenario({
    id: 'churn',
    summary: 'Wears one user out.',
    tags: [],
    cron: '* * * * *',
    users: { default: 1, min: 1, max: 1 },
    bystanders: 0,
    sacrificial: 1,
    requests: { perRun: 20, perUser: 10 },
    promptsPerUser: 3,
    deadlineMs: 1_000,
    judges: ['evidence'],
    hunts: [],
    run: async () => undefined,
    ...over,
  })

function parts() {
  const folder = guardFile()
  const guard = openGuard({ file: folder.file, clock: createClock() })
  return {
    guard,
    [Symbol.dispose]() {
      guard[Symbol.dispose]()
      folder[Symbol.dispose]()
    },
  }
}

test('usual and sacrificial users come from pools of their own, and both are free again afterwards', async () => {
  using held = parts()
  for (const _round of [1, 2]) {
    const admission = await admit(held.guard, target(), churn({ requests: { perRun: 1, perUser: 1 } }), crowd, calm)
    if (admission.kind !== 'admitted') throw new Error(admission.message)
    await using _hold = admission.hold
    expect(admission.addresses).toEqual({
      main: [`${accountPools.main[0]}@x.example`],
      sacrificial: [`${accountPools.sacrificial[0]}@x.example`],
    })
  }
})

test('a scenario without sacrificial users takes none', async () => {
  using held = parts()
  const admission = await admit(held.guard, target(), churn({ sacrificial: 0 }), crowd, calm)
  if (admission.kind !== 'admitted') throw new Error(admission.message)
  await admission.hold[Symbol.asyncDispose]()
  expect(admission.addresses.sacrificial).toEqual([])
})

test('sacrificial users count for requests and prompts', async () => {
  using held = parts()
  const budget = { requestsPerMinute: 40, conversationsPerDay: 6 }
  const admission = await admit(held.guard, target({ budget }), churn(), crowd, calm)
  if (admission.kind !== 'admitted') throw new Error(admission.message)
  await admission.hold[Symbol.asyncDispose]()
  const key = targetKey(target().urls)
  expect(held.guard.trySpend(key, target({ budget }).budget, 1).kind).toBe('refused')
  expect(held.guard.countConversations(key, target({ budget }).budget, 1).kind).toBe('refused')
})

const account = (email: string, more: object = {}) => ({ email, passwordVariable: 'P', ...more })

test('a target with accounts of its own says which of them may be worn out', async () => {
  using held = parts()
  const accounts = [account('a@x.example', { sacrificial: true }), account('b@x.example')]
  const admission = await admit(held.guard, target({ signIn: { way: 'password', accounts } }), churn(), crowd, calm)
  if (admission.kind !== 'admitted') throw new Error(admission.message)
  await admission.hold[Symbol.asyncDispose]()
  expect(admission.addresses).toEqual({ main: ['b@x.example'], sacrificial: ['a@x.example'] })
})

test('without such an account the run does not start, and holds nothing', async () => {
  using held = parts()
  const accounts = [account('a@x.example'), account('b@x.example')]
  const own = target({ signIn: { way: 'password', accounts } })
  const admission = await admit(held.guard, own, churn(), crowd, calm)
  expect(admission).toMatchObject({ kind: 'refused', message: expect.stringContaining('sacrificial pool has 0') })
  const both = await admit(held.guard, own, churn({ sacrificial: 0 }), { speakers: 2, bystanders: 0 }, calm)
  if (both.kind !== 'admitted') throw new Error(both.message)
  await both.hold[Symbol.asyncDispose]()
})
