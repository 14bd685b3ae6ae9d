import type { Connection } from '../chat/connection.ts'
import type { Fault } from '../fault.ts'

/** I3: a handler that was meant for trials of broadcasting is mounted and tells everybody that somebody said something. */
const fault: Fault = {
  name: 'broadcast-to-all-handler',
  summary: 'Whenever a user sends a message, every socket gets a broadcast.',
  family: 'I',
  expected: { verdict: 'fail', codes: ['broadcast-to-all-handler'] },
  hunts: ['cross-user-isolation'],
  hooks: ({ clock }) => {
    const everybody = new Set<Connection>()
    return {
      async establish(connection, next) {
        await next(connection)
        everybody.add(connection)
      },
      async cleanup(connection, next) {
        everybody.delete(connection)
        await next(connection)
      },
      async message(incoming, next) {
        await next(incoming)
        if (incoming.type !== 'user_message') return
        const data = { message: 'Broadcast: a user has sent a message', recipients: everybody.size }
        const frame = { type: 'broadcast', data, timestamp: clock.wall() / 1_000 }
        for (const connection of everybody) await connection.send(frame)
      },
    }
  },
}

export default fault
