import type { Validation } from '../auth/tokens.ts'
import type { World } from '../world.ts'
import type { Identity, IdentityCall } from './identity.ts'

const refusalClose = { code: 1008, reason: 'Authentication failed' }
const formats = 'Supported formats: jwt.TOKEN, jwt-auth.TOKEN, bearer.TOKEN.'

/** A refusal in the shape of protocol.md §2.4. */
function refused(message: string): Identity {
  return { kind: 'refused', errorCode: 'AUTH_FAILED', message, close: refusalClose }
}

/** What the backend makes of a validation; undefined means that there was no token. */
function toIdentity(validation: Validation | undefined): Identity {
  switch (validation?.kind) {
    case undefined:
      return refused(`WebSocket authentication failed. ${formats} Error: no token found`)
    case 'valid':
      return { kind: 'user', userId: validation.claims.sub }
    case 'expired':
      return refused('JWT token validation failed. The token has expired')
    case 'revoked':
      return refused('JWT token validation failed. The token has been revoked')
    case 'invalid':
      return refused('JWT token validation failed. The signature or a claim is wrong')
    default:
      return validation satisfies never
  }
}

/** Makes the check of tokens at the backend, on sockets and in HTTP requests. */
export function createIdentify(world: World): (call: IdentityCall) => Promise<Identity> {
  return world.through('identity', async ({ token, key }) =>
    toIdentity(token === undefined ? undefined : await world.tokens.validate(token, 'access', key)),
  )
}
