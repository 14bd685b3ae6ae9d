import type { Fault } from '../fault.ts'
import { ServerFailure } from '../server-failure.ts'

/** D11: since a deploy the code between authentication and welcome uses a name that does not exist. */
const fault: Fault = {
  name: 'symbol-missing-1011',
  summary: 'Every socket gets an error frame with a NameError after its accept, then 1011 "main mode error".',
  family: 'D',
  expected: { verdict: 'fail', codes: ['symbol-missing-1011'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: { error: 'NameError' },
  hooks: ({ params }) => ({
    establish: async () => {
      throw new ServerFailure(params.error ?? '', "name 'get_connection_state_machine' is not defined")
    },
  }),
}

export default fault
