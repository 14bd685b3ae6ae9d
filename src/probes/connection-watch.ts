import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Clock } from '../kernel/clock.ts'
import type { HttpFact } from '../model/evidence.ts'

/** How long the stages of getting to an answer took, in milliseconds of target time; null for one not reached or not needed. */
export type Timings = HttpFact['timings']

/** Watches one TCP or TLS socket from before it connects. */
export type ConnectionWatch = {
  /** The peer's address; null before the connection stood. */
  readonly remoteAddress: string | null
  /** When the peer's certificate expires; nothing where it showed none, or one that does not say. */
  readonly certificate: Pick<HttpFact, 'certificateExpiresAt'>
  /** The stages so far. `firstByteAtMs` is when the answer began, if it did; a request leaves when its connection stands. */
  timings(firstByteAtMs: number | null): Timings
}

/** Nothing was reached. */
export const noTimings: Timings = { dnsMs: null, tcpMs: null, tlsMs: null, firstByteMs: null }

/** Begins to watch. `socket` must not have connected yet. */
export function watchConnection(socket: Socket, clock: Clock): ConnectionWatch {
  const startMs = clock.now()
  const at: { lookup: number | null; connect: number | null; secure: number | null } = {
    lookup: null,
    connect: null,
    secure: null,
  }
  let remoteAddress: string | null = null
  let certificate: ConnectionWatch['certificate'] = {}
  socket.once('lookup', () => {
    at.lookup = clock.now()
  })
  socket.once('connect', () => {
    at.connect = clock.now()
    remoteAddress = socket.remoteAddress ?? null
  })
  socket.once('secureConnect', () => {
    at.secure = clock.now()
    certificate = certificateOf(socket)
  })
  return {
    get certificate() {
      return certificate
    },
    get remoteAddress() {
      return remoteAddress
    },
    timings: (firstByteAtMs) => ({
      dnsMs: span(startMs, at.lookup),
      tcpMs: span(at.lookup ?? startMs, at.connect),
      tlsMs: span(at.connect, at.secure),
      firstByteMs: span(at.secure ?? at.connect, firstByteAtMs),
    }),
  }
}

function span(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : to - from
}

function certificateOf(socket: Socket): ConnectionWatch['certificate'] {
  const expiresAtMs = socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : Number.NaN
  return Number.isNaN(expiresAtMs) ? {} : { certificateExpiresAt: new Date(expiresAtMs).toISOString() }
}
