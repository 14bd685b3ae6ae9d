import { errorMessage } from '../chat/server-frames.ts'
import type { Fault } from '../fault.ts'

/** F16: the state of the socket, an object, is put into the welcome as it is. */
const fault: Fault = {
  name: 'json-serialization-1011',
  summary: 'Every socket ends with 1011 because its state cannot be written as JSON.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['json-serialization-1011'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => ({
    async establish(connection) {
      const text = 'Object of type WebSocketState is not JSON serializable'
      const details = { error_type: 'TypeError', mode: 'main' }
      await connection.send({ ...errorMessage('CONNECTION_ERROR', text, clock.wall()), details })
      await connection.close(1011, 'main mode error')
    },
  }),
}

export default fault
