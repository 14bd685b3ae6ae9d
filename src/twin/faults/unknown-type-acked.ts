import { acknowledgement } from '../chat/server-frames.ts'
import { startsRun } from '../chat/starts-run.ts'
import type { Fault } from '../fault.ts'

/** F4: the table of types lost an entry, and what the router does not know it acknowledges. */
const fault: Fault = {
  name: 'unknown-type-acked',
  summary: 'Prompts are answered with an ack and nothing else.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['unknown-type-acked'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => ({
    async message(incoming, next) {
      const { connection, type } = incoming
      if (startsRun(incoming)) await connection.send(acknowledgement(type, connection.userId, clock.wall()))
      else await next(incoming)
    },
  }),
}

export default fault
