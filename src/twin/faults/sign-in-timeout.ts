import { isSignIn } from '../auth/sign-in-call.ts'
import type { Fault } from '../fault.ts'

/** The database behind the sign-in is out of reach; the rest of the service does not need it. */
const fault: Fault = {
  name: 'sign-in-timeout',
  summary: 'Sign-in is never answered; the health of the auth service is well.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['sign-in-timeout'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  params: { holdMs: '600000' },
  hooks: ({ clock, params }) => ({
    async authHttp(call, next) {
      if (!isSignIn(call)) return next(call)
      await clock.sleep(Number(params.holdMs), call.signal)
      return { kind: 'drop' }
    },
  }),
}

export default fault
