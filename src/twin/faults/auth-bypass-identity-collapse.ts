import type { Fault } from '../fault.ts'

/** C7: demo mode is on by default, so that the socket takes any token or none and everybody is one demo user. */
const fault: Fault = {
  name: 'auth-bypass-identity-collapse',
  summary: 'Every socket is accepted, whatever its token, and belongs to the one demo user.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['auth-bypass-identity-collapse'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation'],
  hooks: () => ({
    async identity(call, next) {
      if (call.via === 'http') return next(call)
      return { kind: 'user', userId: 'demo-user-001' }
    },
  }),
}

export default fault
