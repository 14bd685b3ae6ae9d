import type { Connection } from '../chat/connection.ts'
import type { Fault } from '../fault.ts'

/** How long managers and handlers take to set up before the welcome; what comes meanwhile finds nobody. */
const setUpMs = 400

/** D6: the loop begins only after managers and handlers are set up, and what came before it is thrown away. */
const fault: Fault = {
  name: 'early-message-lost',
  summary: 'A message that arrives before the welcome is lost without a word.',
  family: 'D',
  expected: { verdict: 'fail', codes: ['early-message-lost'] },
  hunts: ['first-frame-timing'],
  dialects: ['bridge', 'manager', 'payload'],
  hooks: ({ clock }) => {
    const early = new WeakSet<Connection>()
    return {
      async establish(connection, next) {
        await clock.sleep(setUpMs, connection.signal)
        if (connection.lastFrameAtMs > connection.openedAtMs) early.add(connection)
        await next(connection)
      },
      async message(incoming, next) {
        if (!early.delete(incoming.connection)) await next(incoming)
      },
    }
  },
}

export default fault
