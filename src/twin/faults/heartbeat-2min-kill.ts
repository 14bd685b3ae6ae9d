import { later } from '../defects/later.ts'
import type { Fault } from '../fault.ts'

/**
 * B6: something between us counts only the client's messages as life, not the pings of the protocol nor what the server
 * says: after two minutes without one it cuts a socket on which both sides are well.
 */
const fault: Fault = {
  name: 'heartbeat-2min-kill',
  summary: 'A socket on which the client says nothing for two minutes is cut, although it answers pings.',
  family: 'B',
  expected: { verdict: 'fail', codes: ['heartbeat-2min-kill'] },
  hunts: ['long-hold'],
  params: { quietMs: '120000' },
  hooks: ({ clock, params }) => ({
    async establish(connection, next) {
      let heardMs = connection.openedAtMs
      connection.socket.on('message', () => {
        heardMs = clock.now()
      })
      const watch = () => {
        const leftMs = heardMs + Number(params.quietMs) - clock.now()
        if (leftMs <= 0) connection.socket.terminate()
        else later(clock, connection, leftMs, watch)
      }
      watch()
      await next(connection)
    },
  }),
}

export default fault
