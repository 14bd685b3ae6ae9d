import type { HttpCall } from '../http/exchange.ts'

/** The token of `Authorization: Bearer <token>`; the prefix is case-sensitive, as in the target (protocol.md §2.3). */
export function bearerToken(call: Pick<HttpCall, 'headers'>): string | undefined {
  const header = call.headers.authorization ?? ''
  const token = header.startsWith('Bearer ') ? header.slice('Bearer '.length).trim() : ''
  return token === '' ? undefined : token
}
