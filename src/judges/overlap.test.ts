import { expect, test } from 'vitest'
import { EvidenceBuilder } from './evidence.builder.ts'
import { pairsChecked, talkers, talkTogether } from './overlap.ts'
import { viewEvidence } from './view.ts'

/** Two users who talk between the given times. */
function talking(first: readonly [number, number], second: readonly [number, number]) {
  const run = new EvidenceBuilder()
  for (const [index, [fromMs, toMs]] of [first, second].entries()) {
    const user = run
      .user(index + 1)
      .upgrade()
      .welcome()
    user.after(fromMs - user.atMs - 20).prompt()
    user.event('agent_started', {}, 10).thinking()
    user
      .event('agent_completed', { data: { result: { answer: 'so' } } }, toMs - user.atMs)
      .after(5_000)
      .close()
  }
  return viewEvidence(run.build({ observedUntilMs: 60_000 }))
}

test.each<[string, [number, number], [number, number], boolean]>([
  ['at the same time', [1_000, 5_000], [2_000, 6_000], true],
  ['one within the other', [1_000, 9_000], [2_000, 3_000], true],
  ['one after the other', [1_000, 3_000], [5_000, 8_000], false],
  ['one as soon as the other had ended', [1_000, 3_000], [3_000, 8_000], false],
])('two users who talk %s', (_when, first, second, together) => {
  const view = talking(first, second)
  const [a, b] = talkers(view)
  if (a === undefined || b === undefined) throw new Error('two users talked')
  expect([a.talks, b.talks].map(([talk]) => [talk?.fromMs, talk?.toMs])).toEqual([first, second])
  expect([talkTogether(a, b), talkTogether(b, a)]).toEqual([together, together])
  expect(pairsChecked(view)).toBe(together ? 2 : 0)
})

test('only users who passed a control are counted', () => {
  const view = talking([1_000, 5_000], [2_000, 6_000])
  expect(pairsChecked(view, ({ user }) => user.id === 'user-1')).toBe(0)
})
