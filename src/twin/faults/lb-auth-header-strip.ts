import type { Fault } from '../fault.ts'

/** B1: the load balancer does not forward the `Authorization` header of upgrades. */
const fault: Fault = {
  name: 'lb-auth-header-strip',
  summary: 'The load balancer drops the Authorization header of upgrades; a subprotocol and the direct address work.',
  family: 'B',
  expected: { verdict: 'fail', codes: ['lb-auth-header-strip'], coarser: ['no-token-extracted'] },
  hunts: ['upgrade-matrix'],
  params: { alsoSubprotocol: 'no' },
  hooks: ({ params }) => {
    const lost = ['authorization', ...(params.alsoSubprotocol === 'yes' ? ['sec-websocket-protocol'] : [])]
    return {
      async front(call, next) {
        if (!call.upgrade) return next(call)
        const kept = Object.entries(call.headers).filter(([name]) => !lost.includes(name))
        return next({ ...call, headers: Object.fromEntries(kept) })
      },
    }
  },
}

export default fault
