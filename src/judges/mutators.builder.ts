import type { Moment, Mutation } from './legal-run.arbitrary.ts'
import type { UserScript } from './user-script.builder.ts'

/** One way to break a legal run, and the code under which it must be found. */
export type Mutator = {
  readonly name: string
  readonly at: Moment
  readonly mutate: Mutation
  readonly code: string
  readonly isSafety: boolean
}

const mutator = (at: Moment, name: string, code: string, mutate: Mutation): Mutator => ({
  name,
  at,
  mutate,
  code,
  isSafety: false,
})
const safety = (name: string, code: string, mutate: Mutation): Mutator => ({
  name,
  at: 'among-events',
  mutate,
  code,
  isSafety: true,
})
const first = (others: readonly UserScript[]): UserScript => {
  const [other] = others
  if (other === undefined) throw new Error('a legal run has several users')
  return other
}

/** Every kind of breach that a single user can suffer. */
export const mutators: readonly Mutator[] = [
  mutator('among-events', 'a tool that completes without having run', 'events-missing-partial', (user) =>
    user.event('tool_completed', { tool_name: 'ghost', data: { result: {} } }),
  ),
  mutator('among-events', 'a tool that never completes', 'events-missing-partial', (user) =>
    user.event('tool_executing', { tool_name: 'ghost' }),
  ),
  mutator('among-events', 'a tool that completes before it runs', 'events-out-of-order', (user) =>
    user
      .event('tool_completed', { tool_name: 'ghost', data: { result: {} } })
      .event('tool_executing', { tool_name: 'ghost' }),
  ),
  mutator('after-answer', 'an event after the end', 'events-out-of-order', (user) =>
    user.event('agent_thinking', { data: { reasoning: 'still here' } }),
  ),
  mutator('after-answer', 'a second end', 'events-duplicated', (user) => user.completed()),
  mutator('among-events', 'an error of the agent', 'unclassified', (user) =>
    user.event('agent_error', { data: { error_message: 'it broke' } }),
  ),
  mutator('among-events', 'a close with 1011', 'closed-mid-run', (user) => user.closedBy(1011, 'Internal error')),
  mutator('among-events', 'a connection that just ends', 'dirty-close-1006', (user) => user.closedBy(1006)),
  mutator('among-events', 'a polite close in the middle', 'clean-close-crash-1000', (user) =>
    user.closedBy(1000, 'main cleanup'),
  ),
  mutator('among-events', 'a frame that is no JSON', 'malformed-frame', (user) => user.got('<html>502</html>')),
  mutator('among-events', 'a binary frame', 'malformed-frame', (user) => user.gotBinary('AAEC')),
  safety('another user’s id', 'cross-user-event-leak', (user, others) =>
    user.got({ type: 'heartbeat', user_id: first(others).userId }),
  ),
  safety('another user’s prompt', 'cross-user-event-leak', (user, others) =>
    user.got({ type: 'agent_response', message: first(others).nonce }),
  ),
  safety('another user’s answer', 'cross-user-event-leak', (user, others) =>
    user.got({ type: 'agent_response', message: `so ${first(others).expected}` }),
  ),
  safety('another user’s token', 'cross-user-event-leak', (user, others) =>
    user.got({ type: 'system_message', message: `⟦token:${first(others).id}⟧` }),
  ),
  safety('a stranger’s id', 'cross-user-event-leak', (user) =>
    user.got({ type: 'heartbeat', user_id: 'e2e-nobody-of-us' }),
  ),
]
