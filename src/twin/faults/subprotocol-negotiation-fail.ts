import { refusedUpgrade } from '../chat/upgrade.ts'
import type { Fault } from '../fault.ts'

/**
 * B8: the server does not know the subprotocols that its own web client offers. It closes with 1003 before it accepts
 * (`refuse`), or accepts without choosing one (`none`), at which strict clients give up.
 */
const fault: Fault = {
  name: 'subprotocol-negotiation-fail',
  summary: 'Upgrades that offer a token as a subprotocol fail; those with the header work.',
  family: 'B',
  expected: { verdict: 'fail', codes: ['subprotocol-negotiation-fail'] },
  hunts: ['upgrade-matrix'],
  params: { way: 'refuse' },
  hooks: ({ params }) => ({
    async upgrade(call, next) {
      if (call.http.headers['sec-websocket-protocol'] === undefined) return next(call)
      if (params.way === 'refuse') return refusedUpgrade
      const reply = await next(call)
      return reply.kind === 'accept' ? { ...reply, protocol: null } : reply
    },
  }),
}

export default fault
