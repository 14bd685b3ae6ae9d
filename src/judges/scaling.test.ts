import { expect, test } from 'vitest'
import { EvidenceBuilder } from './evidence.builder.ts'
import { judgeEvidence } from './judge.ts'
import { plainCodes } from './judging.builder.ts'
import { judgeScaling } from './scaling.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

/** Users who ask alone, one after the other, and then together; each waits as long as said. */
function run(aloneMs: readonly number[], togetherMs: readonly number[]) {
  const builder = new EvidenceBuilder().health()
  const users = togetherMs.map((_, index) =>
    builder
      .user(index + 1)
      .signIn()
      .upgrade()
      .welcome(),
  )
  const chat = (user: UserScript | undefined, atMs: number, waitMs: number) => {
    if (user === undefined) return
    user.after(atMs - user.atMs).prompt()
    user.event('agent_started', {}, waitMs).thinking().tools().completed()
  }
  for (const [index, waitMs] of aloneMs.entries()) chat(users[index], 20_000 * (index + 1), waitMs)
  for (const [index, waitMs] of togetherMs.entries()) chat(users[index], 200_000, waitMs)
  for (const user of users) user.after(300_000 - user.atMs).close()
  return builder.build({ judges: ['scaling'], observedUntilMs: 310_000 })
}

test.each([
  ['as long as alone', [800, 900], [900, 800, 1_000], []],
  ['three times as long', [1_000, 1_000], [2_900, 3_000, 2_800], []],
  ['much longer', [1_000, 1_000], [2_000, 3_000, 4_000], ['first-event-slow']],
  ['much longer, but nobody feels it', [100, 100], [900, 800, 1_000], []],
])('users who wait %s', (_how, alone, together, codes) => {
  expect(plainCodes(judgeScaling, run(alone, together))).toEqual(codes)
})

test('a wait that grows by even turns is a convoy, and a warning', () => {
  const { findings, verdict } = judgeEvidence(run([1_000, 1_000], [1_000, 2_000, 3_000, 4_000, 5_000]))
  expect(findings).toMatchObject([{ code: 'engine-lock-convoy', severity: 'warn', user: 'user-5' }])
  expect(verdict).toBe('degraded')
})

test.each([
  ['nobody asked alone', [], [900, 1_000]],
  ['nobody asked together', [900], [900]],
])('when %s it says nothing', (_what, alone, together) => {
  const { examined } = judgeScaling(viewEvidence(run(alone, together)))
  expect(examined).toBe(0)
  expect(judgeEvidence(run(alone, together)).verdict).toBe('inconclusive')
})

test('what our own loop was late is nobody else’s', () => {
  const evidence = run([1_000, 1_000], [2_000, 3_000, 4_000])
  const late = { ...evidence, context: { ...evidence.context, loopDelayMaxMs: 1_500 } }
  expect(plainCodes(judgeScaling, late)).toEqual([])
})

const still = (evidence: ReturnType<typeof run>, loopDelayMaxMs = 0, timeScale = 1) =>
  judgeScaling(viewEvidence({ ...evidence, context: { ...evidence.context, loopDelayMaxMs, timeScale } }))

test.each([
  ['exactly three times as long', [1_000, 1_000], [1_000, 3_000, 1_000], 0],
  ['a moment more than that', [1_000, 1_000], [1_000, 3_001, 1_000], 1],
  ['exactly a second longer', [100, 100], [100, 1_100, 100], 0],
  ['a moment more than a second longer', [100, 100], [100, 1_101, 100], 1],
])('users together who wait %s', (_how, alone, together, found) => {
  expect(still(run(alone, together)).symptoms).toHaveLength(found)
})

test('what is found says how many asked, how long one waits alone, and how much longer the slowest waited', () => {
  const evidence = run([1_000, 1_400], [2_000, 4_500, 3_000])
  expect(still(evidence).symptoms).toMatchObject([
    {
      user: 'user-2',
      expected: 'with 3 users at once at most 3 times the 1200 ms of one alone',
      received: '4500 ms, 3.8 times as long',
    },
  ])
})

test('our own delay is real time, and the waits are the target’s', () => {
  const evidence = run([1_000, 1_000], [2_000, 3_000, 4_000])
  expect(still(evidence, 150, 1).symptoms).toHaveLength(1)
  expect(still(evidence, 150, 10).symptoms).toEqual([])
})

test.each([
  [2_000, 1],
  [2_001, 0],
])('prompts %i ms apart', (apartMs, crowds) => {
  const builder = new EvidenceBuilder()
  const asks = (n: number, atMs: readonly number[]) => {
    const user = builder.user(n).upgrade().welcome()
    for (const each of atMs) {
      user.after(each - user.atMs - 20).prompt()
      user.event('agent_started', {}, 500).thinking().tools().completed()
    }
  }
  asks(1, [20_000, 200_000])
  asks(2, [200_000 + apartMs])
  const evidence = builder.build({ judges: ['scaling'], observedUntilMs: 310_000 })
  expect(judgeScaling(viewEvidence(evidence)).examined).toBe(crowds)
})
