import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../evidence.builder.ts'
import { codesOf } from '../judging.builder.ts'
import type { UserScript } from '../user-script.builder.ts'

type Reach = 'other' | 'both'

/** Two users of whom one asks; its events go to the other, or to both. */
function stray(asks: 'older' | 'newer', reach: Reach) {
  const run = new EvidenceBuilder().health()
  const older = run.user(1).signIn().upgrade().welcome()
  const newer = run.user(2).after(900).signIn().upgrade().welcome()
  const [own, other] = asks === 'older' ? [older, newer] : [newer, older]
  own.after(3_000 - own.atMs).prompt()
  const thought = (user: UserScript) =>
    user.got({
      type: 'agent_thinking',
      run_id: 'run_9',
      user_id: own.userId,
      agent_name: 'Supervisor',
      data: { reasoning: `about ${own.nonce}` },
    })
  thought(other.after(4_000 - other.atMs))
  if (reach === 'both') own.started().thinking().tools().completed()
  for (const user of [own, other]) user.after(150_000 - user.atMs).close({ scripted: false })
  return codesOf(run.build({ judges: ['sequence', 'isolation'], observedUntilMs: 160_000 }))[0]
}

test('which socket is the older counts, not which user', () => {
  const run = new EvidenceBuilder().health()
  const other = run.user(2).signIn().upgrade().welcome().after(100).close()
  const own = run.user(1).after(1_000).signIn().upgrade().welcome()
  other
    .after(2_000 - other.atMs)
    .upgrade()
    .welcome()
  own.after(3_000 - own.atMs).prompt()
  const thought = { type: 'agent_thinking', user_id: own.userId, data: { reasoning: `about ${own.expected}` } }
  other.after(4_000 - other.atMs).got(thought)
  for (const user of [own, other]) user.after(150_000 - user.atMs).close({ scripted: false })
  const changes = { judges: ['sequence', 'isolation'], observedUntilMs: 160_000 }
  expect(codesOf(run.build(changes))[0]).toBe('shared-handler-last-writer-wins')
})

test('somebody who asked nothing lost nothing to a stray event', () => {
  const run = new EvidenceBuilder().health()
  const silent = run.user(3, 'bystander').signIn().upgrade().welcome()
  const [own, other] = [run.user(1), run.user(2)].map((user) => user.after(500).signIn().upgrade().welcome())
  own?.prompt().started().thinking().tools().completed()
  other?.got({ type: 'agent_thinking', run_id: 'run_9', user_id: own?.userId, data: { reasoning: own?.nonce } })
  for (const user of [own, other, silent]) user?.after(20_000).close()
  expect(codesOf(run.build({ judges: ['isolation'], observedUntilMs: 60_000 }))[0]).toBe('cross-user-event-leak')
})

test('a leak in the body of an HTTP answer is no stray event', () => {
  const run = new EvidenceBuilder().health()
  const [a, b] = [run.user(1), run.user(2)].map((user) => user.signIn().upgrade().welcome())
  a?.prompt()
  b?.prompt().http({ role: 'api', purpose: 'api-call', body: '[{"run_id":"run_gp_11"}]' })
  for (const user of [a, b]) user?.after(150_000).close({ scripted: false })
  const changes = { judges: ['sequence', 'isolation'], observedUntilMs: 160_000 }
  expect(codesOf(run.build(changes))).toContain('cross-user-event-leak')
})

test.each([
  ['older', 'other', 'shared-handler-last-writer-wins'],
  ['newer', 'other', 'first-handler-wins'],
  ['older', 'both', 'cross-user-event-leak'],
  ['newer', 'both', 'cross-user-event-leak'],
] as const)('events of the %s user that go to %s: %s', (asks, reach, code) => {
  expect(stray(asks, reach)).toBe(code)
})
