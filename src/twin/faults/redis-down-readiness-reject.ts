import { refusedUpgrade } from '../chat/upgrade.ts'
import type { Fault } from '../fault.ts'
import { json } from '../http/exchange.ts'

/** A4: Redis is away, readiness takes it for indispensable, and sockets are closed before they are accepted. */
const fault: Fault = {
  name: 'redis-down-readiness-reject',
  summary: 'Health answers 200, readiness 503 at once and in JSON, and every upgrade is refused with 403.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['redis-down-readiness-reject'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix'],
  hooks: () => ({
    async apiHttp(call, next) {
      if (call.http.path !== '/health/ready') return next(call)
      return json(503, { status: 'not_ready', message: 'Services not ready', failed_services: ['redis'] })
    },
    upgrade: async () => refusedUpgrade,
  }),
}

export default fault
