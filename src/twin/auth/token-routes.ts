import { detail, type HttpCall, type HttpReply, json } from '../http/exchange.ts'
import { parseJson, textField } from '../json.ts'
import { isoTime } from '../timestamps.ts'
import { type AuthDesk, tokenReply } from './auth-desk.ts'
import { bearerToken } from './bearer.ts'
import type { Validation } from './tokens.ts'

/** What to say of a token that is missing (undefined) or not valid. */
function problem(validation: Validation | undefined): string {
  if (validation === undefined) return 'missing_token'
  return validation.kind === 'expired' ? 'token_expired' : 'invalid_token'
}

async function examine(desk: AuthDesk, token: string | undefined): Promise<Validation | undefined> {
  return token === undefined ? undefined : desk.tokens.validate(token, 'access')
}

/** GET and POST /auth/verify: always 200, read `valid` (protocol.md §1.2). */
export async function verify(desk: AuthDesk, call: HttpCall): Promise<HttpReply> {
  const body = parseJson(call.body)
  const found = await examine(desk, bearerToken(call) ?? textField(body, 'token') ?? textField(body, 'access_token'))
  if (found?.kind !== 'valid') return json(200, { valid: false, error: problem(found) })
  const { sub, email, exp, permissions } = found.claims
  return json(200, { valid: true, user_id: sub, email, exp: isoTime(exp * 1_000), permissions })
}

/** POST /auth/validate: always 200, read `valid` (protocol.md §1.2). */
export async function validate(desk: AuthDesk, call: HttpCall): Promise<HttpReply> {
  const found = await examine(desk, textField(parseJson(call.body), 'token'))
  if (found?.kind !== 'valid') {
    return json(200, { valid: false, error: problem(found), message: 'The token is missing or not valid' })
  }
  const { sub, email, exp, permissions } = found.claims
  return json(200, { valid: true, user_id: sub, email, permissions, expires_at: isoTime(exp * 1_000) })
}

/** GET /auth/me: the id is called `user_id` here (protocol.md §1.2). */
export async function me(desk: AuthDesk, call: HttpCall): Promise<HttpReply> {
  const found = await examine(desk, bearerToken(call))
  if (found?.kind !== 'valid')
    return detail(401, found === undefined ? 'Not authenticated' : 'Invalid or expired token')
  const { sub, email, exp, permissions } = found.claims
  return json(200, { user_id: sub, email, permissions, token_expires_at: isoTime(exp * 1_000) })
}

/** POST /auth/logout: always 200; from now on the token is refused by every service. */
export async function logout(desk: AuthDesk, call: HttpCall): Promise<HttpReply> {
  const found = await examine(desk, bearerToken(call))
  if (found?.kind !== 'valid') return json(200, { message: 'Logged out', status: 'success' })
  desk.tokens.revoke(found.claims)
  return json(200, { message: 'Successfully logged out', status: 'success' })
}

/** POST /auth/refresh: a refresh token works once. */
export async function refresh(desk: AuthDesk, call: HttpCall): Promise<HttpReply> {
  const body = parseJson(call.body)
  const token = textField(body, 'refresh_token') ?? textField(body, 'refreshToken') ?? textField(body, 'token')
  if (token === undefined) {
    return detail(422, `refresh_token is required, received keys: ${Object.keys(body ?? {}).join(', ') || 'none'}`)
  }
  const found = await desk.tokens.validate(token, 'refresh')
  if (found.kind !== 'valid') return detail(401, 'Invalid refresh token')
  desk.tokens.revoke(found.claims)
  return tokenReply(desk, found.claims.sub, found.claims.email, {})
}
