import { later } from '../defects/later.ts'
import type { Fault } from '../fault.ts'

/** B5: a socket is one long request to the platform, which ends every request at its timeout (protocol.md §8.3). */
const fault: Fault = {
  name: 'cloud-run-timeout-kill',
  summary: 'Every socket is cut at the age of 601 seconds, whatever goes on there.',
  family: 'B',
  expected: { verdict: 'fail', codes: ['cloud-run-timeout-kill'] },
  hunts: ['long-hold'],
  params: { ageMs: '601000' },
  hooks: ({ clock, params }) => ({
    async establish(connection, next) {
      const leftMs = connection.openedAtMs + Number(params.ageMs) - clock.now()
      later(clock, connection, leftMs, () => connection.socket.terminate())
      await next(connection)
    },
  }),
}

export default fault
