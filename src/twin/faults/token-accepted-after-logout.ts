import type { Identity } from '../chat/identity.ts'
import type { Fault } from '../fault.ts'
import type { Instance } from '../instance.ts'

/** How long the backend believes what it was once told. */
const cacheMs = 300_000

type Cached = { readonly identity: Identity; readonly untilMs: number }

/** C11: each instance keeps in memory which tokens were good, for five minutes, and asks nobody meanwhile. */
const fault: Fault = {
  name: 'token-accepted-after-logout',
  summary: 'An instance that has seen a token goes on to accept it for five minutes after its user signed out.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['token-accepted-after-logout'] },
  hunts: ['logout-expiry'],
  hooks: ({ clock }) => {
    const caches = new Map<Instance, Map<string, Cached>>()
    return {
      async identity(call, next) {
        const cache = caches.get(call.instance) ?? new Map<string, Cached>()
        caches.set(call.instance, cache)
        const cached = cache.get(call.token ?? '')
        if (cached !== undefined && cached.untilMs > clock.now()) return cached.identity
        const identity = await next(call)
        if (identity.kind === 'user' && call.token !== undefined) {
          cache.set(call.token, { identity, untilMs: clock.now() + cacheMs })
        }
        return identity
      },
    }
  },
}

export default fault
