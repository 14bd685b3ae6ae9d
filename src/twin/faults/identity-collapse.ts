import type { Fault } from '../fault.ts'

/**
 * I4, the same as C7 from outside: here a cache of validated users forgets whose token it was asked about, so that
 * everybody is the user who came first. Nothing one user gets can be foreign to another then.
 */
const fault: Fault = {
  name: 'identity-collapse',
  summary: 'Every socket belongs to the user who connected first, whatever its token says.',
  family: 'I',
  expected: { verdict: 'fail', codes: ['auth-bypass-identity-collapse', 'identity-collapse'] },
  hunts: ['concurrent-users', 'cross-user-isolation'],
  hooks: () => {
    let first: string | undefined
    return {
      async identity(call, next) {
        const identity = await next(call)
        if (identity.kind !== 'user' || call.via === 'http') return identity
        first ??= identity.userId
        return { kind: 'user', userId: first }
      },
    }
  },
}

export default fault
