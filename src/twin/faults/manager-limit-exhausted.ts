import { ManagerRegistry } from '../defects/manager-registry.ts'
import type { Fault } from '../fault.ts'

/** E3: managers are never freed, and the twenty-first of a user is refused on its instance for as long as that lives. */
const fault: Fault = {
  name: 'manager-limit-exhausted',
  summary: 'One user gets twenty connections of an instance, ever; the next ends with 1011, and others are fine.',
  family: 'E',
  expected: { verdict: 'fail', codes: ['manager-limit-exhausted'] },
  hunts: ['connection-churn'],
  params: { cap: '20', reason: 'Failed to establish connection' },
  hooks: ({ clock, random, params }) => {
    const managers = new ManagerRegistry(Number(params.cap))
    return {
      async establish(connection, next) {
        if (managers.admit(connection)) return next(connection)
        await clock.sleep(random.int(20, 80), connection.signal)
        await connection.close(1011, params.reason)
      },
      async cleanup(connection, next) {
        managers.release(connection)
        await next(connection)
      },
    }
  },
}

export default fault
