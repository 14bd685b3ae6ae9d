import type { Fault } from '../fault.ts'
import { detail } from '../http/exchange.ts'

const broken: Readonly<Record<string, string>> = {
  '/auth/login': 'Authentication failed',
  '/auth/e2e/test-auth': 'Failed to generate E2E test tokens',
}

/** C2: the sign-in routes fail with 500 for good credentials, since their table is missing. */
const fault: Fault = {
  name: 'auth-login-5xx',
  summary: 'Both sign-in routes answer 500 to good credentials; the rest of the auth service is well.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['auth-login-5xx'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async authHttp(call, next) {
      const text = broken[call.path]
      return text === undefined || call.method !== 'POST' ? next(call) : detail(500, text)
    },
  }),
}

export default fault
