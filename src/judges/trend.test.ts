import { expect, test } from 'vitest'
import { judgeEvidence } from './judge.ts'
import { codesOf, nothing, oneUser, plainCodes } from './judging.builder.ts'
import { judgeTrend } from './trend.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

/** Connects as often as there are waits, each of which a welcome takes that long. */
const churn = (user: UserScript, waits: readonly number[], loopDelayMs = 3) =>
  waits.reduce(
    (script, waitMs) => script.after(2_000).upgrade().after(waitMs).welcome().close({ loopDelayMs }),
    user.signIn(),
  )
const trendOf = (waits: readonly number[], loopDelayMs?: number) =>
  plainCodes(
    judgeTrend,
    oneUser((user) => churn(user, waits, loopDelayMs)),
  )

test.each<[string, readonly number[], string[]]>([
  ['the same wait each time', [50, 60, 40, 55, 50, 45], []],
  ['one late welcome', [50, 60, 1_900, 55, 50, 45], []],
  ['waits that grow, and stay below a second more', [100, 200, 300, 400, 500, 600], []],
  ['waits that grow threefold, but by less than a second', [100, 250, 400, 550, 700, 850], []],
  ['waits that grow by more than a second, but not threefold', [1_000, 1_300, 1_600, 1_900, 2_200, 2_500], []],
  ['waits that hardly grow, and then do at once', [50, 60, 100, 100, 1_800, 1_900], []],
  ['waits that grow at once, and then hardly', [50, 60, 1_800, 1_900, 1_850, 1_950], []],
  ['waits that grow and fall again', [50, 300, 700, 1_100, 1_500, 60], []],
  ['waits that are longer at once and stay so', [50, 60, 55, 50, 1_800, 1_900], []],
  [
    'waits that grow, but for two that our machine made longer',
    [50, 1_900, 700, 1_100, 2_900, 1_900],
    ['handler-accumulation'],
  ],
  ['too few connections', [50, 800, 1_900], []],
  ['waits that grow with every connection', [50, 300, 700, 1_100, 1_500, 1_900], ['handler-accumulation']],
])('%s', (_name, waits, codes) => {
  expect(trendOf(waits)).toEqual(codes)
})

test('waits that our own loop may have made are not counted, unless they are few', () => {
  const waits = [50, 300, 700, 1_100, 1_500, 1_900]
  expect(trendOf(waits, 100)).toEqual(['handler-accumulation'])
  expect(trendOf(waits, 600)).toEqual([])
  const few = (user: UserScript) =>
    [...waits, 2_300, 2_700, 3_100].reduce(
      (script, waitMs, index) =>
        script
          .after(2_000)
          .upgrade()
          .after(waitMs)
          .welcome()
          .close({ loopDelayMs: index === 7 ? 2_600 : 3 }),
      user.signIn(),
    )
  expect(plainCodes(judgeTrend, oneUser(few))).toEqual(['handler-accumulation'])
})

test.each([
  ['one of the last two', [50, 300, 700, 1_100, 1_500, 1_900], [5], ['handler-accumulation']],
  ['two of the last three', [50, 300, 700, 1_100, 1_500, 1_900, 2_300, 2_700, 3_100], [7, 8], []],
  ['none of the last', [50, 300, 700, 1_100, 1_500, 1_900], [2, 3], ['handler-accumulation']],
])('where our own loop may have made %s, the others have the word', (_which, waits, doubtful, codes) => {
  const tell = (user: UserScript) =>
    waits.reduce(
      (script, waitMs, index) =>
        script
          .after(2_000)
          .upgrade()
          .after(waitMs)
          .welcome()
          .close({ loopDelayMs: doubtful.includes(index) ? 2_600 : 3 }),
      user.signIn(),
    )
  expect(plainCodes(judgeTrend, oneUser(tell))).toEqual(codes)
})

test('the wait for the first agent event shows it too', () => {
  const run = (user: UserScript, delayMs: number) =>
    user.upgrade().welcome().prompt().after(delayMs).started().thinking().tools().completed().after(1_000).close()
  const grown = oneUser((user) => [0, 300, 3_000, 6_000].reduce(run, user.signIn()))
  expect(plainCodes(judgeTrend, grown)).toEqual(['handler-accumulation'])
})

test('a growth degrades the run, and names the user, both waits and both ends', () => {
  const judged = judgeEvidence(
    oneUser((user) => churn(user, [50, 300, 700, 1_100, 1_500, 1_900]), { judges: ['monitor', 'trend'] }),
  )
  expect(judged.verdict).toBe('degraded')
  expect(judged.findings[0]).toMatchObject({ code: 'handler-accumulation', user: 'user-1', phase: 'welcome' })
  expect(judged.findings[0]?.frames).toHaveLength(2)
  expect(judged.findings[0]?.received).toMatch(/^\d{3} ms on the first ones, \d{4} ms on the last ones$/)
})

test('nothing seen is nothing examined', () => {
  expect(judgeTrend(viewEvidence(nothing))).toMatchObject({ examined: 0, symptoms: [] })
  expect(codesOf(nothing)).toEqual([])
})

test('it is proven by the frames that ended the first wait and the last', () => {
  const evidence = oneUser((user) => churn(user, [50, 300, 700, 1_100, 1_500, 1_900]))
  const seqs = evidence.facts.flatMap((fact) => (fact.kind === 'frame' ? fact.seq : []))
  expect(judgeTrend(viewEvidence(evidence)).symptoms).toMatchObject([
    { frames: [seqs[0], seqs.at(-1)], received: '200 ms on the first ones, 1647 ms on the last ones' },
  ])
})

test('both kinds of waits are counted', () => {
  const evidence = oneUser((user) => user.signIn().upgrade().welcome().chat().chat().close())
  expect(judgeTrend(viewEvidence(evidence)).examined).toBe(3)
})

test('waits for the first agent event are told in their own length, and our delay in target time', () => {
  const run = (user: UserScript, delayMs: number) =>
    user
      .upgrade()
      .welcome()
      .prompt()
      .event('agent_started', {}, delayMs)
      .thinking()
      .tools()
      .completed()
      .after(1_000)
      .close({ loopDelayMs: 20 })
  const evidence = oneUser((user) => [500, 1_500, 3_000, 6_000].reduce(run, user.signIn()))
  const scaled = (timeScale: number) => {
    const context = { ...evidence.context, timeScale }
    return judgeTrend(viewEvidence({ ...evidence, context })).symptoms
  }
  expect(scaled(1)).toMatchObject([{ phase: 'events', received: '500 ms on the first ones, 5980 ms on the last ones' }])
  expect(scaled(10)).toMatchObject([{ received: '500 ms on the first ones, 5800 ms on the last ones' }])
})
