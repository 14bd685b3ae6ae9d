import type { Symptom } from '../symptom.ts'
import type { EvidenceView } from '../view-types.ts'
import { isTokenUnseen } from './auth.ts'
import { closeOf, closeShapes } from './close-sign.ts'
import type { Rule } from './rule.ts'
import { routeOf, transportOf } from './way.ts'

/** Ages at which a load balancer or Cloud Run cuts a socket (protocol.md §8.3), and how exact that is. */
const CUT_AGES_MS = [600_000, 900_000]
const CUT_WITHIN_MS = 10_000
const HEARTBEAT_AGE_MS = 120_000
const HEARTBEAT_WITHIN_MS = 8_000

/** Family B: network and load balancer. */
export const networkRules: readonly Rule[] = [
  {
    code: 'tls-hostname-mismatch',
    from: ['target-unreachable'],
    when: (symptom) => errorOf(symptom)?.code === 'ERR_TLS_CERT_ALTNAME_INVALID',
  },
  { code: 'lb-auth-header-strip', from: [...closeShapes, 'no-welcome-frame', 'upgrade-refused'], when: lostItsHeader },
  {
    code: 'cloud-armor-403',
    from: ['upgrade-refused', 'sign-in-refused'],
    when: (symptom) => {
      const answer = symptom.socket?.upgrade ?? symptom.http
      return answer?.status === 403 && isGooglePage(answer.headers, answer.body)
    },
  },
  {
    code: 'ws-route-missing',
    from: ['upgrade-refused'],
    when: (symptom, view) => {
      const status = symptom.socket?.upgrade?.status
      if (status === 404) return true
      return status === 403 && view.http.some((fact) => fact.purpose === 'route-check' && fact.status === 404)
    },
  },
  {
    code: 'subprotocol-negotiation-fail',
    from: ['upgrade-refused'],
    when: (symptom, view) =>
      /subprotocol/i.test(`${errorOf(symptom)?.message ?? ''} ${symptom.socket?.upgrade?.body ?? ''}`) ||
      onlyHeaderPasses(symptom, view),
  },
  {
    code: 'handshake-timeout',
    from: ['upgrade-timeout'],
    when: ({ socket }) =>
      socket?.upgrade != null && (socket.upgrade.timings.tcpMs !== null || socket.upgrade.remoteAddress !== null),
  },
  {
    code: 'cloud-run-timeout-kill',
    from: ['closed-mid-run'],
    when: cutAt(CUT_AGES_MS, CUT_WITHIN_MS),
  },
  {
    code: 'heartbeat-2min-kill',
    from: ['closed-mid-run'],
    when: cutAt([HEARTBEAT_AGE_MS], HEARTBEAT_WITHIN_MS),
  },
]

function errorOf({ socket, http }: Symptom): { readonly code: string; readonly message: string } | null {
  return socket?.upgrade?.error ?? http?.error ?? null
}

/**
 * The server never saw the token (or the subprotocols) of an upgrade through the load balancer, while the same token got in
 * as a subprotocol, or past the balancer. Without such a comparison it may as well be the server that does not look (no-token-extracted).
 */
function lostItsHeader(symptom: Symptom, view: EvidenceView): boolean {
  const { socket, user } = symptom
  if (socket === null || routeOf(socket) === 'direct') return false
  const passed = view.sockets.filter((other) => other.user.id === user && other.welcome !== null)
  const asSubprotocol =
    transportOf(socket) === 'header' &&
    passed.some((other) => routeOf(other) === 'balanced' && transportOf(other) === 'subprotocol')
  const pastBalancer = passed.some((other) => routeOf(other) === 'direct' && transportOf(other) === transportOf(socket))
  if (isTokenUnseen(symptom)) return asSubprotocol || pastBalancer
  if (/server sent no subprotocol/i.test(errorOf(symptom)?.message ?? '')) return pastBalancer
  const { upgrade } = socket
  const refused = upgrade?.status === 401 || upgrade?.status === 403
  return refused && asSubprotocol && !isGooglePage(upgrade.headers, upgrade.body)
}

/** What was offered as a subprotocol is refused, what came in the header by the same address is not. */
function onlyHeaderPasses({ socket, user }: Symptom, view: EvidenceView): boolean {
  if (socket === null || transportOf(socket) !== 'subprotocol') return false
  return view.sockets.some(
    (other) =>
      other.user.id === user &&
      other.upgrade?.status === 101 &&
      routeOf(other) === routeOf(socket) &&
      transportOf(other) === 'header',
  )
}

/** A page of the front end in a browser's language, without anything of the application. */
function isGooglePage(headers: Readonly<Record<string, string | undefined>>, body: string): boolean {
  const fromGoogle = /google/i.test(`${headers.server ?? ''} ${headers.via ?? ''}`)
  const isHtml = /html/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(body)
  return fromGoogle && isHtml
}

function cutAt(agesMs: readonly number[], withinMs: number): (symptom: Symptom) => boolean {
  return (symptom) => {
    const close = closeOf(symptom)
    if (close === null || close.initiator === 'client' || (close.code !== 1006 && close.code !== 1001)) return false
    return agesMs.some((ageMs) => Math.abs(close.ageMs - ageMs) <= withinMs)
  }
}
