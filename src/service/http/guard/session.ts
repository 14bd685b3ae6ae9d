import { createHmac } from 'node:crypto'
import type { Secret } from '../../../kernel/secret.ts'
import { sameSecret } from './same-secret.ts'

/** A week: who is on call signs in once a shift. */
export const SESSION_MS = 7 * 24 * 3_600_000

/** The cookie of a browser that has shown the token. */
export const SESSION_COOKIE = 'golden_path_session'

/**
 * A value for the cookie: when it ends, and a seal over that which only the token can make. So the token itself is in no
 * browser, nothing is kept here, and a new token ends every session.
 */
export function sealSession(token: Secret, untilWallMs: number): string {
  return `${untilWallMs}.${seal(token, untilWallMs)}`
}

/** Whether a cookie was sealed with this token and has not run out. */
export function isSession(token: Secret, cookie: string, nowWallMs: number): boolean {
  const [until = '', given = ''] = cookie.split('.', 2)
  if (!/^\d{1,16}$/.test(until)) return false
  return sameSecret(given, seal(token, Number(until))) && Number(until) > nowWallMs
}

function seal(token: Secret, untilWallMs: number): string {
  return createHmac('sha256', token.reveal()).update(`golden-path-session/1/${untilWallMs}`).digest('base64url')
}
