import { killInstance } from '../defects/kill-instance.ts'
import { later } from '../defects/later.ts'
import type { Fault } from '../fault.ts'
import type { Instance } from '../instance.ts'

/** From the allocation that is too much to the end of the process. */
const deathMs = 400

/** J3: what a connection needs stays in memory after it, so that an instance dies after every so many of them. */
const fault: Fault = {
  name: 'memory-growth',
  summary: 'An instance runs out of memory, dies and starts again after every eighth connection.',
  family: 'J',
  expected: { verdict: 'fail', codes: ['memory-growth'] },
  hunts: ['connection-churn'],
  params: { connections: '8' },
  hooks: ({ clock, params }) => {
    const held = new Map<Instance, number>()
    return {
      async establish(connection, next) {
        await next(connection)
        const { instance } = connection
        const count = ((held.get(instance) ?? 0) + 1) % Number(params.connections)
        held.set(instance, count)
        if (count === 0) later(clock, connection, deathMs, () => killInstance(connection))
      },
    }
  },
}

export default fault
