import { errorMessage } from '../chat/server-frames.ts'
import type { Fault } from '../fault.ts'

/** E9: the function that gives out managers is no longer a coroutine, and its callers still await it. */
const fault: Fault = {
  name: 'factory-await-mismatch',
  summary: 'Every socket ends with 1011 after an error that speaks of an object in an await expression.',
  family: 'E',
  expected: { verdict: 'fail', codes: ['factory-await-mismatch'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => ({
    async establish(connection) {
      const text = "object UnifiedWebSocketManager can't be used in 'await' expression"
      const details = { error_type: 'TypeError', mode: 'main' }
      await connection.send({ ...errorMessage('CONNECTION_ERROR', text, clock.wall()), details })
      await connection.close(1011, 'Internal error')
    },
  }),
}

export default fault
