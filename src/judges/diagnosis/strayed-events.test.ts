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

test.each([
  ['older', 'other', 'shared-handler-last-writer-wins'],
  ['newer', 'other', 'first-handler-wins'],
  ['older', 'both', 'cross-user-event-leak'],
  ['newer', 'both', 'cross-user-event-leak'],
] as const)('events of the %s user that go to %s: %s', (asks, reach, code) => {
  expect(stray(asks, reach)).toBe(code)
})
