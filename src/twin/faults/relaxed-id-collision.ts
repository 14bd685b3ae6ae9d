import { createHash } from 'node:crypto'
import { createKey } from '../auth/tokens.ts'
import type { Fault } from '../fault.ts'
import type { Instance } from '../instance.ts'

/** How many ids there are to fall on. */
const buckets = 10_000

/**
 * C8: validation fails, since the secrets differ, and the relaxed level lets everybody in under an id made of a hash of the
 * token. The hash is salted anew by each process, as Python's is.
 */
const fault: Fault = {
  name: 'relaxed-id-collision',
  summary: 'Nobody is refused at the socket; everybody gets an id from a hash that differs from instance to instance.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['relaxed-id-collision'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  hooks: ({ random }) => {
    const key = createKey()
    const salts = new Map<Instance, string>()
    const idOf = (instance: Instance, token: string) => {
      const salt = salts.get(instance) ?? random.hex(16)
      salts.set(instance, salt)
      const hash = createHash('sha256')
        .update(salt + token)
        .digest()
        .readUInt32BE()
      return `relaxed_${String(hash % buckets).padStart(4, '0')}`
    }
    return {
      async identity(call, next) {
        const identity = await next({ ...call, key })
        if (call.via === 'http' || identity.kind === 'user') return identity
        return { kind: 'user', userId: idOf(call.instance, call.token ?? random.hex(8)) }
      },
    }
  },
}

export default fault
