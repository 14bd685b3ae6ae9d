import { createKey } from '../auth/tokens.ts'
import type { Fault } from '../fault.ts'

/** C4: one instance fell back to a secret of its own, so that the same token is good or bad by where it lands. */
const fault: Fault = {
  name: 'jwt-secret-instance-drift',
  summary: 'One of two instances verifies tokens with another secret; the balancer decides who is refused.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['jwt-secret-instance-drift'] },
  hunts: ['instance-drift', 'upgrade-matrix', 'identity-reconnect'],
  params: { instance: 'instance-2' },
  hooks: ({ params }) => {
    const key = createKey()
    return {
      async identity(call, next) {
        if (call.instance.name !== params.instance) return next(call)
        const identity = await next({ ...call, key })
        if (identity.kind === 'user' || call.token === undefined) return identity
        const message = `Token validation failed | Debug: ${call.token.length} chars, 2 dots`
        return {
          kind: 'refused',
          errorCode: 'VALIDATION_FAILED',
          message,
          close: { code: 1011, reason: message.slice(0, 50) },
        }
      },
    }
  },
}

export default fault
