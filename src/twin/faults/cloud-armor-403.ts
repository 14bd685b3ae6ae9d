import { createHash } from 'node:crypto'
import type { Fault } from '../fault.ts'
import { type HttpCall, words } from '../http/exchange.ts'

const page = '<!doctype html><meta charset="utf-8"><title>403</title>403 Forbidden'

/** Where in the range of possible tokens this one lies, from 0 to 1: the bytes of a token decide, not a coin. */
function placeOf({ headers }: HttpCall): number {
  const shown = `${headers.authorization ?? ''}${headers['sec-websocket-protocol'] ?? ''}`
  return createHash('sha256').update(shown).digest().readUInt32BE() / 2 ** 32
}

/** B2: a firewall rule takes the bytes of some tokens for an attack. `share` is how many of them. */
const fault: Fault = {
  name: 'cloud-armor-403',
  summary: 'The firewall of the load balancer refuses upgrades with its own 403 page; the direct address works.',
  family: 'B',
  expected: { verdict: 'fail', codes: ['cloud-armor-403'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix'],
  params: { share: '1' },
  hooks: ({ params }) => ({
    async front(call, next) {
      const isAttack = call.upgrade && placeOf(call) < Number(params.share)
      return isAttack ? words(403, page, 'text/html; charset=UTF-8') : next(call)
    },
  }),
}

export default fault
