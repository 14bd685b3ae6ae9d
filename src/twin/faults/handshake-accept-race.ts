import type { Connection } from '../chat/connection.ts'
import type { Fault } from '../fault.ts'

/** How long the accept is under way; a frame that is read meanwhile leaves the socket object in the wrong state. */
const acceptMs = 400

/** D2: a message that is read before the accept is done breaks the state of the socket, and its next send fails (failures.md W4). */
const fault: Fault = {
  name: 'handshake-accept-race',
  summary: 'A socket on which a message came before the welcome ends with 1006 at its first agent event.',
  family: 'D',
  expected: { verdict: 'fail', codes: ['handshake-accept-race'] },
  hunts: ['first-frame-timing'],
  dialects: ['bridge', 'manager', 'payload'],
  hooks: ({ clock }) => {
    const broken = new WeakSet<Connection>()
    return {
      async establish(connection, next) {
        await clock.sleep(acceptMs, connection.signal)
        if (connection.lastFrameAtMs > connection.openedAtMs) broken.add(connection)
        await next(connection)
      },
      async deliver(delivery, next) {
        const { connection } = delivery.run
        if (broken.has(connection)) connection.socket.terminate()
        else await next(delivery)
      },
    }
  },
}

export default fault
