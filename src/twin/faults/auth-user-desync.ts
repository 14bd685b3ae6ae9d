import type { Fault } from '../fault.ts'

/** C12: the auth service does not find the user it made before, and makes a new one at every sign-in. */
const fault: Fault = {
  name: 'auth-user-desync',
  summary: 'Every sign-in of one account gives another user id.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['auth-user-desync'] },
  hunts: ['identity-reconnect'],
  hooks: ({ random }) => ({
    account: async (email, next) => `${await next(email)}-${random.hex(6)}`,
  }),
}

export default fault
