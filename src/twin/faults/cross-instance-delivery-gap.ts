import type { Fault } from '../fault.ts'

/** F14: events are delivered inside the process that makes them, and nobody tells the other ones. */
const fault: Fault = {
  name: 'cross-instance-delivery-gap',
  summary: 'Whoever comes back to another instance in the middle of a run gets nothing more of it.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['cross-instance-delivery-gap'] },
  hunts: ['reconnect-mid-run'],
  hooks: () => ({
    async resume(back, next) {
      if (back.connection.instance === back.left.instance) await next(back)
    },
  }),
}

export default fault
