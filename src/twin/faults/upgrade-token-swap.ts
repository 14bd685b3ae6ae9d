import { bearerToken } from '../auth/bearer.ts'
import type { Fault } from '../fault.ts'
import type { Instance } from '../instance.ts'

/**
 * Between `upgrade` and `connection` the token is kept in a variable of the module: of two upgrades within that time both
 * sockets belong to the user of the second. Each sees a right identity on any other day (C12, Issue 670).
 */
const fault: Fault = {
  name: 'upgrade-token-swap',
  summary: 'Of two users whose upgrades overlap, both sockets belong to the one who came second.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['auth-user-desync'] },
  hunts: ['upgrade-race'],
  params: { ms: '2' },
  hooks: ({ clock, params }) => {
    const tokens = new Map<Instance, string | undefined>()
    return {
      async upgrade(call, next) {
        const reply = await next(call)
        tokens.set(call.instance, bearerToken(call.http))
        await clock.sleep(Number(params.ms), call.http.signal)
        return reply
      },
      identity: (call, next) => next(call.via === 'socket' ? { ...call, token: tokens.get(call.instance) } : call),
    }
  },
}

export default fault
