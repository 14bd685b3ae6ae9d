import type { Fault } from '../fault.ts'

const message = 'Authentication service error: user record is incomplete'

/** C6: an authentication error that ends in 1011 like any crash (failures.md W8); only the frame before it tells. */
const fault: Fault = {
  name: 'auth-error-masked-as-1011',
  summary: 'Every good token ends in AUTH_SERVICE_ERROR and a 1011 with the first fifty characters of the message.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['auth-error-masked-as-1011'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix'],
  hooks: () => ({
    async identity(call, next) {
      const identity = await next(call)
      if (call.via === 'http' || identity.kind === 'refused') return identity
      const close = { code: 1011, reason: message.slice(0, 50) }
      return { kind: 'refused', errorCode: 'AUTH_SERVICE_ERROR', message, close }
    },
  }),
}

export default fault
