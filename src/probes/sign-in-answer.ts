import type { Mask } from '../kernel/mask.ts'
import { Secret } from '../kernel/secret.ts'

/** What a sign-in gave (protocol.md §1.2, §1.3), as far as it can be read; null for what is missing or of another type. */
export type SignInAnswer = {
  readonly token: Secret | null
  readonly refresh: Secret | null
  readonly userId: string | null
  /** Seconds. */
  readonly expiresIn: number | null
}

/** Long values without a space under such a name are credentials, whatever else the answer looks like. */
const credential = /"([^"\\]*(?:token|secret|password))"\s*:\s*"([^"\\\s]{16,})/gi

/**
 * Teaches the mask every credential in the body of a sign-in, also in one that is cut off, is not JSON, or spells its
 * fields in a way we do not know: the body is recorded next.
 */
export function learnSecrets(mask: Mask, user: string, body: string): void {
  for (const [, name = '', value = ''] of body.matchAll(credential)) {
    mask.add(new Secret(value), `${/refresh/i.test(name) ? 'refresh' : 'token'}:${user}`)
  }
}

/** Reads the answer to a sign-in. Null when it is not a JSON object. */
export function readAnswer(body: string): SignInAnswer | null {
  const value = parsed(body)
  if (!isRecord(value)) return null
  const { access_token: token, refresh_token: refresh, expires_in: expiresIn, user } = value
  const id = isRecord(user) ? user.id : undefined
  return {
    token: secretOf(token),
    refresh: secretOf(refresh),
    userId: typeof id === 'string' && id !== '' ? id : null,
    expiresIn: typeof expiresIn === 'number' && Number.isFinite(expiresIn) ? expiresIn : null,
  }
}

function secretOf(value: unknown): Secret | null {
  return typeof value === 'string' && value !== '' ? new Secret(value) : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
