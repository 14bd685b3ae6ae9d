import { isSignIn } from '../auth/sign-in-call.ts'
import type { Fault } from '../fault.ts'

/** A cold or busy database: the token comes, but late. */
const fault: Fault = {
  name: 'sign-in-slow',
  summary: 'Sign-in takes two and a half seconds.',
  family: 'C',
  expected: { verdict: 'degraded', codes: ['sign-in-slow'] },
  hunts: ['golden-path', 'upgrade-matrix'],
  params: { lateMs: '2500' },
  hooks: ({ clock, params }) => ({
    async authHttp(call, next) {
      if (isSignIn(call)) await clock.sleep(Number(params.lateMs), call.signal)
      return next(call)
    },
  }),
}

export default fault
