import { ManagerRegistry } from '../defects/manager-registry.ts'
import type { Fault } from '../fault.ts'

/**
 * J1: the leak behind E3, with the cap of five that an earlier revision had and the words of its check. From outside only
 * the end of the leak can be seen, so it shares the name of manager-limit-exhausted.
 */
const fault: Fault = {
  name: 'manager-leak',
  summary: 'Managers stay behind after their sockets, and the sixth connection of a user meets the limit.',
  family: 'J',
  expected: { verdict: 'fail', codes: ['manager-limit-exhausted', 'manager-leak'] },
  hunts: ['connection-churn'],
  params: { cap: '5' },
  hooks: ({ params }) => {
    const managers = new ManagerRegistry(Number(params.cap))
    return {
      async establish(connection, next) {
        if (managers.admit(connection)) return next(connection)
        await connection.close(1011, `Maximum number of managers (${params.cap}) exceeded`)
      },
      async cleanup(connection, next) {
        managers.release(connection)
        await next(connection)
      },
    }
  },
}

export default fault
