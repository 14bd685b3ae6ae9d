import { acknowledgement } from '../chat/server-frames.ts'
import { startsRun } from '../chat/starts-run.ts'
import type { Fault } from '../fault.ts'

/**
 * F8b: main mode never adds its connection to the manager through which the bridge sends. What handlers reply directly
 * arrives; the run goes on to its end without a listener.
 */
const fault: Fault = {
  name: 'connection-never-registered',
  summary: 'Acks and pongs arrive and the run is done and stored, but no agent event ever arrives.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['connection-never-registered'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => ({
    async message(incoming, next) {
      const { connection, type } = incoming
      if (startsRun(incoming)) await connection.send(acknowledgement(type, connection.userId, clock.wall()))
      await next(incoming)
    },
    deliver: async () => {},
  }),
}

export default fault
