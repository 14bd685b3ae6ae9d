import { createKey } from '../auth/tokens.ts'
import type { Fault } from '../fault.ts'

/** Longest close reason the authenticator makes of a message (failures.md W8). */
const longestReason = 50

/** C3: auth service and backend hold different secrets, so that a fresh token is refused at once. */
const fault: Fault = {
  name: 'jwt-secret-mismatch',
  summary: 'The backend verifies tokens with another secret than the one the auth service signs them with.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['jwt-secret-mismatch'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => {
    const key = createKey()
    return {
      async identity(call, next) {
        const identity = await next({ ...call, key })
        if (identity.kind === 'user' || call.token === undefined) return identity
        const { length } = call.token
        const dots = call.token.split('.').length - 1
        const message = `Token validation failed | Debug: ${length} chars, ${dots} dots`
        const close = { code: 1011, reason: message.slice(0, longestReason) }
        return { kind: 'refused', errorCode: 'VALIDATION_FAILED', message, close }
      },
    }
  },
}

export default fault
