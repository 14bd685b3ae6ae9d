import { randomBytes } from 'node:crypto'
import { JWTExpired } from 'jose/errors'
import { SignJWT } from 'jose/jwt/sign'
import { jwtVerify } from 'jose/jwt/verify'
import type { Clock } from '../../kernel/clock.ts'
import type { Random } from '../../kernel/random.ts'

/** What a token is for. */
export type TokenType = 'access' | 'refresh'

/** The claims of a valid token that the twin uses (protocol.md §1.4). Times are Unix seconds. */
export type Claims = {
  readonly sub: string
  readonly email: string
  readonly permissions: readonly string[]
  readonly jti: string
  readonly exp: number
}

/** What validation says of a token. `expired` has a good signature. */
export type Validation =
  | { readonly kind: 'valid'; readonly claims: Claims }
  | { readonly kind: 'expired' | 'invalid' | 'revoked' }

/** Issues and validates the JWTs of one signing key. */
export type Tokens = {
  issue(type: TokenType, sub: string, email: string): Promise<string>
  /** Checks signature, issuer, audience, expiry, required claims, type and blacklist. Another key can be given. */
  validate(token: string, type: TokenType, key?: Uint8Array): Promise<Validation>
  /** Puts a token on the blacklist, which every service reads. */
  revoke(claims: Claims): void
}

const issuer = 'netra-auth-service'
const audience = 'netra-platform'
/** Real lifetimes: `expires_in` says 900, the access token lives 30 minutes; refresh is refused after a day. */
const lifetimeSeconds: Readonly<Record<TokenType, number>> = { access: 1_800, refresh: 86_400 }
const requiredClaims = ['sub', 'iat', 'exp', 'iss', 'jti']

/** Makes a key that nobody else has. */
export function createKey(): Uint8Array {
  return randomBytes(32)
}

function toClaims(payload: Readonly<Record<string, unknown>>, type: TokenType): Claims | undefined {
  const { sub, email, jti, exp } = payload
  if (payload.token_type !== type) return undefined
  if (typeof sub !== 'string' || typeof jti !== 'string' || typeof exp !== 'number') return undefined
  return { sub, jti, exp, email: typeof email === 'string' ? email : '', permissions: [] }
}

/** Makes the token service of a twin. Lifetimes run on the wall clock, whatever the time scale. */
export function createTokens(clock: Clock, random: Random): Tokens {
  const ownKey = createKey()
  /** Expiry of blacklisted tokens by jti. */
  const revoked = new Map<string, number>()
  let counter = 0
  return {
    async issue(type, sub, email) {
      const nowMs = Math.floor(clock.wall())
      const iat = Math.floor(nowMs / 1_000)
      const jti = `jti_${nowMs}_${++counter}_${random.hex(8)}`
      const extra = type === 'access' ? { permissions: [] } : {}
      const claims = {
        token_type: type,
        type,
        jti,
        env: 'staging',
        svc_id: 'netra_auth_service_staging',
        email,
        ...extra,
      }
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(sub)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(iat)
        .setExpirationTime(iat + lifetimeSeconds[type])
        .sign(ownKey)
    },
    async validate(token, type, key = ownKey) {
      const options = { issuer, audience, requiredClaims, algorithms: ['HS256'], currentDate: new Date(clock.wall()) }
      try {
        const claims = toClaims((await jwtVerify(token, key, options)).payload, type)
        if (claims === undefined) return { kind: 'invalid' }
        return revoked.has(claims.jti) ? { kind: 'revoked' } : { kind: 'valid', claims }
      } catch (error) {
        return { kind: error instanceof JWTExpired ? 'expired' : 'invalid' }
      }
    },
    revoke(claims) {
      for (const [jti, exp] of revoked) if (exp < clock.wall() / 1_000) revoked.delete(jti)
      revoked.set(claims.jti, claims.exp)
    },
  }
}
