import type { Fault } from '../fault.ts'
import { ServerFailure } from '../server-failure.ts'

/** E2: the factory of managers imports and calls itself. */
const fault: Fault = {
  name: 'factory-self-recursion-1011',
  summary: 'The manager factory calls itself: an error frame with RecursionError, then 1011 "main mode error".',
  family: 'E',
  expected: { verdict: 'fail', codes: ['factory-self-recursion-1011'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    establish: async () => {
      throw new ServerFailure('RecursionError', 'maximum recursion depth exceeded')
    },
  }),
}

export default fault
