import type { Connection } from '../chat/connection.ts'
import { later } from '../defects/later.ts'
import type { Fault } from '../fault.ts'

/**
 * B6: something between us counts only the client's messages as life, not the pings of the protocol: after two minutes
 * without one it cuts a socket on which both sides are well.
 */
const fault: Fault = {
  name: 'heartbeat-2min-kill',
  summary: 'A socket on which the client says nothing for two minutes is cut, although it answers pings.',
  family: 'B',
  expected: { verdict: 'fail', codes: ['heartbeat-2min-kill'] },
  hunts: ['long-hold'],
  params: { quietMs: '120000' },
  hooks: ({ clock, params }) => {
    const watch = (connection: Connection) => {
      const leftMs = connection.lastFrameAtMs + Number(params.quietMs) - clock.now()
      if (leftMs <= 0) connection.socket.terminate()
      else later(clock, connection, leftMs, () => watch(connection))
    }
    return {
      async establish(connection, next) {
        watch(connection)
        await next(connection)
      },
    }
  },
}

export default fault
