import type { Connection } from '../chat/connection.ts'
import type { Fault } from '../fault.ts'
import type { Instance } from '../instance.ts'

/**
 * J2: every connection adds a handler to the list of its instance, and nobody takes one out. Each new connection is
 * checked against all of them, and each message is offered to all of them, before its own comes to it.
 */
const fault: Fault = {
  name: 'handler-accumulation',
  summary: 'Welcome and first event take a little longer with every connection that the instance has ever had.',
  family: 'J',
  expected: { verdict: 'degraded', codes: ['handler-accumulation'] },
  hunts: ['connection-churn'],
  params: { costMs: '200' },
  hooks: ({ clock, params }) => {
    const handlers = new Map<Instance, Set<Connection>>()
    const passOthers = async (connection: Connection) => {
      const all = handlers.get(connection.instance) ?? new Set()
      const others = [...all].filter((handler) => handler !== connection)
      handlers.set(connection.instance, all.add(connection))
      await clock.sleep(others.length * Number(params.costMs), connection.signal)
    }
    return {
      async establish(connection, next) {
        await passOthers(connection)
        await next(connection)
      },
      async message(incoming, next) {
        await passOthers(incoming.connection)
        await next(incoming)
      },
    }
  },
}

export default fault
