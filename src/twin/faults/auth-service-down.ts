import type { Fault } from '../fault.ts'
import { detail } from '../http/exchange.ts'

/** What the platform in front of it waits for an instance that does not come up. */
const waitMs = 10_000

/** C1: the auth service listens on another port than the platform expects. */
const fault: Fault = {
  name: 'auth-service-down',
  summary: 'The auth service answers nothing but 503: its health at once, everything else after ten seconds.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['auth-service-down'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  hooks: ({ clock }) => ({
    async authHttp(call) {
      if (!call.path.startsWith('/health')) await clock.sleep(waitMs, call.signal)
      return detail(503, "name 'auth_service' is not defined")
    },
  }),
}

export default fault
