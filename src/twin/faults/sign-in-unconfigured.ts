import { isSignIn } from '../auth/sign-in-call.ts'
import type { Fault } from '../fault.ts'
import { detail } from '../http/exchange.ts'

/** The simulation key is missing in this revision of the auth service (protocol.md §1.3). */
const fault: Fault = {
  name: 'sign-in-unconfigured',
  summary: 'Sign-in answers 503: nobody configured the simulation key.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['sign-in-unconfigured'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  hooks: () => ({
    async authHttp(call, next) {
      return isSignIn(call) ? detail(503, 'E2E authentication not configured') : next(call)
    },
  }),
}

export default fault
