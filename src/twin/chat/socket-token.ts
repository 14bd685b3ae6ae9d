import type { Tickets } from '../api/tickets.ts'
import { bearerToken } from '../auth/bearer.ts'
import type { HttpCall } from '../http/exchange.ts'
import type { Procedure } from '../speech.ts'
import { offeredProtocols } from './subprotocol.ts'

const prefixes = ['jwt.', 'jwt-auth.', 'bearer.', 'staging-auth.']
const shortest = 10

function isJwt(text: string): boolean {
  return text.split('.').length === 3
}

/** The token inside a subprotocol entry: base64url of a JWT, or the JWT itself. */
function unpack(packed: string): string | undefined {
  if (packed.length < shortest) return undefined
  const decoded = Buffer.from(packed, 'base64url').toString('utf8')
  if (isJwt(decoded) && !packed.includes('.')) return decoded
  return isJwt(packed) ? packed : undefined
}

function fromProtocols(call: HttpCall, procedure: Procedure): string | undefined {
  for (const entry of offeredProtocols(call.headers['sec-websocket-protocol'])) {
    const prefix = prefixes.find((candidate) => entry.startsWith(candidate))
    if (prefix === undefined) continue
    const packed = entry.slice(prefix.length)
    // Later servers also read `jwt.<environment>.<jwt>`, which is what their command-line client offers first.
    return unpack(procedure === 'handshake' ? packed.replace(/^[a-z]+\.(?=[^.]+\.[^.]+\.[^.]+$)/, '') : packed)
  }
  return undefined
}

/** The token of an upgrade, by the ways of protocol.md §2.3 and §1.5: header, subprotocol, ticket; never a query token. */
export function socketToken(call: HttpCall, procedure: Procedure, tickets: Tickets): string | undefined {
  const ticket = call.query.get('ticket')
  return (
    bearerToken(call) ?? fromProtocols(call, procedure) ?? (ticket === null ? undefined : tickets.redeem(ticket)?.token)
  )
}
