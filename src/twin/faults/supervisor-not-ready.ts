import { errorMessage } from '../chat/server-frames.ts'
import type { Fault } from '../fault.ts'

/** D4: the supervisor never made it onto the application's state, so that no connection gets its services. */
const fault: Fault = {
  name: 'supervisor-not-ready',
  summary: 'After a good token the services of the connection cannot be made: an error frame, then 1011.',
  family: 'D',
  expected: { verdict: 'fail', codes: ['supervisor-not-ready'] },
  hunts: ['golden-path', 'concurrent-users', 'deploy-watch'],
  hooks: ({ clock, random }) => ({
    async establish(connection) {
      await clock.sleep(random.int(20, 80), connection.signal)
      await connection.send(errorMessage('SERVICE_INIT_FAILED', 'Service initialization failed', clock.wall()))
      await connection.close(1011, 'Service initialization failed')
    },
  }),
}

export default fault
