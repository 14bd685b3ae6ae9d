import { refusedUpgrade } from '../chat/upgrade.ts'
import type { Fault } from '../fault.ts'
import { detail } from '../http/exchange.ts'

/** B7: the route of the chat socket is not mounted: an upgrade gets 403, a GET of the same path 404 (failures.md W2). */
const fault: Fault = {
  name: 'ws-route-missing',
  summary: 'The chat route is not mounted any more: 403 to upgrades, 404 to a plain GET.',
  family: 'B',
  expected: { verdict: 'fail', codes: ['ws-route-missing'] },
  hunts: ['golden-path'],
  hooks: () => ({
    upgrade: async () => refusedUpgrade,
    async apiHttp(call, next) {
      return call.http.path === '/ws' ? detail(404, 'Not Found') : next(call)
    },
  }),
}

export default fault
