import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { withDeadline } from '../kernel/deadline.ts'
import type { HttpTools } from './http-exchange.ts'

/** What one host shows before anybody speaks to it. */
export type HostSeen = {
  readonly host: string
  /** Addresses of its name, or why it has none. */
  readonly dns: { readonly kind: 'found'; readonly addresses: readonly string[] } | Failed
  /** Its certificate. Null: the address asks for no TLS, or there was no address to speak to. */
  readonly tls: CertificateSeen | Failed | null
}

type Failed = { readonly kind: 'failed'; readonly message: string }
/** A certificate, who vouches for it or why nobody does, and how long it lasts. */
export type CertificateSeen = {
  readonly kind: 'shown'
  /** Null when it is good for this host. */
  readonly problem: string | null
  /** Milliseconds since the epoch; NaN when it does not say. */
  readonly expiresAtMs: number
}

const DEADLINE_MS = 10_000

/** Looks up a host and, where its address asks for TLS, lets it show its certificate. Sends nothing else. Rejects only when stopped. */
export async function probeHost(
  { protocol, hostname, port }: URL,
  scope: Pick<HttpTools, 'clock'> & { readonly signal: AbortSignal },
): Promise<HostSeen> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const dns = await attempt(scope, `looking up ${host}`, async () => {
    const found = isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host }]
    return { kind: 'found' as const, addresses: found.map(({ address }) => address) }
  })
  const isSecure = protocol === 'https:' || protocol === 'wss:'
  if (!isSecure || dns.kind === 'failed') return { host, dns, tls: null }
  const tls = await attempt(scope, `the TLS handshake with ${host}`, (signal) =>
    showCertificate(host, port === '' ? 443 : Number(port), signal),
  )
  return { host, dns, tls }
}

async function attempt<Seen>(
  scope: { readonly clock: HttpTools['clock']; readonly signal: AbortSignal },
  what: string,
  work: (signal: AbortSignal) => Promise<Seen>,
): Promise<Seen | Failed> {
  try {
    return await withDeadline(scope, what, DEADLINE_MS, work)
  } catch (error) {
    scope.signal.throwIfAborted()
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

/** The certificate is looked at, not trusted: nothing is sent on this connection. */
async function showCertificate(host: string, port: number, signal: AbortSignal): Promise<CertificateSeen> {
  const shown = Promise.withResolvers<CertificateSeen>()
  const name = isIP(host) === 0 ? { servername: host } : {}
  const socket: TLSSocket = connect({ host, port, ...name, rejectUnauthorized: false }, () => {
    const { valid_to: validTo } = socket.getPeerCertificate()
    const problem = socket.authorized ? null : String(socket.authorizationError)
    shown.resolve({ kind: 'shown', problem, expiresAtMs: Date.parse(validTo) })
  })
  socket.on('error', shown.reject)
  const stop = () => shown.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await shown.promise
  } finally {
    signal.removeEventListener('abort', stop)
    socket.destroy()
  }
}
