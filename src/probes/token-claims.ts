/** What we read from a token: whose it is and until when, in seconds since the epoch. Never proof of anything. */
export type TokenClaims = { readonly sub: string | null; readonly exp: number | null }

/** Reads the claims of a JWT without checking its signature. Anything else than a JWT has none. */
export function tokenClaims(token: string): TokenClaims {
  const claims = parsed(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  return {
    sub: typeof claims.sub === 'string' && claims.sub !== '' ? claims.sub : null,
    exp: typeof claims.exp === 'number' && Number.isFinite(claims.exp) ? claims.exp : null,
  }
}

function parsed(text: string): { sub?: unknown; exp?: unknown } {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
