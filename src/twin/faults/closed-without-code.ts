import type { Fault } from '../fault.ts'

/** The server ends the socket in the middle of a run with a close frame that holds no code: 1005 at the client (failures.md W4). */
const fault: Fault = {
  name: 'closed-without-code',
  summary: 'A close frame without a code ends the socket in the middle of a run.',
  family: 'D',
  expected: { verdict: 'fail', codes: ['closed-without-code'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async deliver(delivery, next) {
      await next(delivery)
      if (delivery.frame.type === 'agent_thinking') await delivery.run.connection.close()
    },
  }),
}

export default fault
