import type { Connection } from '../chat/connection.ts'
import type { Fault } from '../fault.ts'

/** I1: one supervisor for everybody keeps the sockets of all users and sends what happens in any run to each of them. */
const fault: Fault = {
  name: 'cross-user-event-leak',
  summary: 'The events of every run go to the sockets of all users.',
  family: 'I',
  expected: { verdict: 'fail', codes: ['cross-user-event-leak'] },
  hunts: ['concurrent-users', 'cross-user-isolation'],
  hooks: () => {
    const everybody = new Set<Connection>()
    return {
      async establish(connection, next) {
        everybody.add(connection)
        await next(connection)
      },
      async cleanup(connection, next) {
        everybody.delete(connection)
        await next(connection)
      },
      deliver: (delivery, next) => next({ ...delivery, recipients: [...everybody] }),
    }
  },
}

export default fault
