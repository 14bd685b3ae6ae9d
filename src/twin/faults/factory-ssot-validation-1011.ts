import type { Fault } from '../fault.ts'

/** E1: the manager factory refuses the user's context, because several classes of one name exist. */
const fault: Fault = {
  name: 'factory-ssot-validation-1011',
  summary: 'After a good token the manager factory refuses the context and the socket ends with its reason.',
  family: 'E',
  expected: { verdict: 'fail', codes: ['factory-ssot-validation-1011'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: { reason: 'Factory SSOT validation failed' },
  hooks: ({ clock, random, params }) => ({
    async establish(connection) {
      await clock.sleep(random.int(20, 80), connection.signal)
      await connection.close(1011, params.reason)
    },
  }),
}

export default fault
