import type { Fault } from '../fault.ts'

/**
 * F8: from the second message of a thread on the agent works in the background, and its events are addressed to the id
 * of the thread as if it were a user's. Nobody is found under it, and the send reports success.
 */
const fault: Fault = {
  name: 'thread-user-routing-gap',
  summary: 'The first message of a thread works; no event of any later one arrives.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['thread-user-routing-gap'] },
  hunts: ['two-messages', 'cross-user-isolation'],
  hooks: () => ({
    async deliver(delivery, next) {
      const { run } = delivery
      const asked = run.thread.messages.filter(({ role }) => role === 'user').length
      if (asked < 2) await next(delivery)
    },
  }),
}

export default fault
