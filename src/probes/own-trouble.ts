import { networkInterfaces } from 'node:os'
import type { HttpReply } from './http-exchange.ts'

/** How the auth service says that it knows none of our key, or that e-mail and password do not belong together (protocol.md §1.2, §1.3). */
const refusesCredentials = /invalid (e2e bypass key|credentials)|bypass key required/i

/**
 * Whether a sign-in was refused because of the credentials that we were given. That is for whoever runs the monitor to put
 * right; it says nothing about the target.
 */
export function areCredentialsRefused({ status, body }: Pick<HttpReply, 'status' | 'body'>): boolean {
  return (status === 401 || status === 403) && refusesCredentials.test(body)
}

/** Whether the auth service says of a token that it is no good (protocol.md §1.2: always 200, only the body tells). */
export function isDisowned(body: string): boolean {
  return /^\s*\{[^{}]*"valid"\s*:\s*false/.test(body)
}

/** Whether this machine has no network but itself, so that nothing beyond it can be reached or blamed. */
export function isOffline(
  url: string,
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): boolean {
  const { hostname } = new URL(url)
  if (hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')) return false
  return !Object.values(interfaces).some((addresses) => addresses?.some(({ internal }) => !internal))
}
