import type { Fault } from '../fault.ts'

/** F6: one agent handler for the whole process, whose socket every new connection overwrites. */
const fault: Fault = {
  name: 'shared-handler-last-writer-wins',
  summary: 'Of the sockets of an instance only the newest gets events, also those that others caused.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['shared-handler-last-writer-wins'] },
  hunts: ['order-ab'],
  hooks: () => ({
    async deliver(delivery, next) {
      const { connection } = delivery.run
      const newest = [...connection.instance.connections].at(-1) ?? connection
      await next({ ...delivery, recipients: [newest] })
    },
  }),
}

export default fault
