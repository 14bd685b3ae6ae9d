import type { Fault } from '../fault.ts'

/** The server ends the socket in the middle of a run with a code that nothing in the catalogue explains. */
const fault: Fault = {
  name: 'closed-mid-run',
  summary: 'The server says that it goes away (1001) in the middle of a run.',
  family: 'D',
  expected: { verdict: 'fail', codes: ['closed-mid-run'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: { code: '1001', reason: 'Going away' },
  hooks: ({ params }) => ({
    async deliver(delivery, next) {
      await next(delivery)
      if (delivery.frame.type === 'agent_thinking')
        await delivery.run.connection.close(Number(params.code), params.reason)
    },
  }),
}

export default fault
