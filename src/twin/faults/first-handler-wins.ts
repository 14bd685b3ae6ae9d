import type { Fault } from '../fault.ts'

/** F7: the router keeps a global list of handlers and takes the first; that its user is another is only logged. */
const fault: Fault = {
  name: 'first-handler-wins',
  summary: 'The oldest socket of an instance gets the events of everybody there.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['first-handler-wins'] },
  hunts: ['order-ab'],
  hooks: () => ({
    async deliver(delivery, next) {
      const { connection } = delivery.run
      const [oldest = connection] = connection.instance.connections
      await next({ ...delivery, recipients: [oldest] })
    },
  }),
}

export default fault
