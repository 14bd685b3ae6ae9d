import { isSignIn } from '../auth/sign-in-call.ts'
import type { Fault } from '../fault.ts'
import { detail } from '../http/exchange.ts'

/** The service believes to be production, where the simulated sign-in is not allowed (protocol.md §1.3). */
const fault: Fault = {
  name: 'sign-in-refused',
  summary: 'Sign-in is refused with 403, since the service takes itself for production.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['sign-in-refused'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  hooks: () => ({
    async authHttp(call, next) {
      if (!isSignIn(call)) return next(call)
      return detail(403, 'E2E test authentication is not available in production')
    },
  }),
}

export default fault
