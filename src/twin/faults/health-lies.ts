import type { Fault } from '../fault.ts'
import { detail } from '../http/exchange.ts'

/** How long the health route took to fall over its own NameError, as it was observed. */
const afterMs = 5_290

/** A8: the health code is what is broken; chat works. */
const fault: Fault = {
  name: 'health-lies',
  summary: 'Health answers 503 with a NameError of its own, while everything behind it works.',
  family: 'A',
  expected: { verdict: 'degraded', codes: ['health-lies'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  hooks: ({ clock }) => ({
    async apiHttp(call, next) {
      if (call.http.path !== '/health') return next(call)
      await clock.sleep(afterMs, call.http.signal)
      return detail(503, "name 's' is not defined")
    },
  }),
}

export default fault
