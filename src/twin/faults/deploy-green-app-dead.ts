import type { Fault } from '../fault.ts'
import { detail } from '../http/exchange.ts'

/** A3: the deployment looks green, since health answers; the application never counts itself as started. */
const fault: Fault = {
  name: 'deploy-green-app-dead',
  summary: 'The health routes answer 200, every other route and the upgrade 503.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['deploy-green-app-dead'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix'],
  hooks: () => ({
    async apiHttp(call, next) {
      return call.http.path.startsWith('/health') ? next(call) : detail(503, 'Service Unavailable')
    },
    upgrade: async () => detail(503, 'Service Unavailable'),
  }),
}

export default fault
