import { ManagerRegistry } from '../defects/manager-registry.ts'
import type { Fault } from '../fault.ts'
import type { Instance } from '../instance.ts'

/** How long an emergency clean-up holds the lock, and how long a connection waits for it. Milliseconds. */
const cleanupMs = 60_000
const patienceMs = 5_000

const refusal = 'Failed to establish connection'

/**
 * J4: who meets the limit of managers sets off an emergency clean-up, which frees nothing and meanwhile holds the lock of
 * its instance that every new connection needs.
 */
const fault: Fault = {
  name: 'resource-limit-cascade',
  summary: 'One user at its limit sets off a clean-up that keeps everybody else of the instance from connecting.',
  family: 'J',
  expected: { verdict: 'fail', codes: ['resource-limit-cascade'] },
  hunts: ['connection-churn'],
  params: { cap: '20' },
  hooks: ({ clock, params }) => {
    const managers = new ManagerRegistry(Number(params.cap))
    const lockedUntilMs = new Map<Instance, number>()
    return {
      async establish(connection, next) {
        const { instance, signal } = connection
        const waitMs = (lockedUntilMs.get(instance) ?? 0) - clock.now()
        await clock.sleep(Math.min(Math.max(waitMs, 0), patienceMs), signal)
        if (waitMs <= patienceMs && managers.admit(connection)) return next(connection)
        if (waitMs <= patienceMs) lockedUntilMs.set(instance, clock.now() + cleanupMs)
        await connection.close(1011, refusal)
      },
      async cleanup(connection, next) {
        managers.release(connection)
        await next(connection)
      },
    }
  },
}

export default fault
