import { isMadeUp } from '../identity-echo.ts'
import type { Symptom } from '../symptom.ts'
import type { EvidenceView, SocketView } from '../view-types.ts'
import { speaksOfAuth } from './auth-words.ts'
import { closeOf, closeShapes, wordsOf } from './close-sign.ts'
import { precedingError } from './error-sign.ts'
import { isDown, lastHealth } from './health-sign.ts'
import type { Rule } from './rule.ts'
import { instanceOf } from './way.ts'

/** Access tokens live for 15 minutes by their own word (protocol.md §1.4). */
const TOKEN_LIFE_MS = 14 * 60_000

/** Codes that the authenticator gives, whatever close follows (protocol.md §2.4). */
const authCodes: ReadonlySet<string> = new Set([
  'AUTH_FAILED',
  'NO_TOKEN',
  'INVALID_FORMAT',
  'VALIDATION_FAILED',
  'TOKEN_EXPIRED',
  'AUTH_SERVICE_ERROR',
  'WEBSOCKET_AUTH_ERROR',
  'AUTH_CIRCUIT_BREAKER_OPEN',
])

/** Of these, the ones that say nothing against the token. */
const serviceErrors: ReadonlySet<string> = new Set(['AUTH_SERVICE_ERROR', 'WEBSOCKET_AUTH_ERROR'])

/** Shapes behind which an authentication error may hide. */
const shapes = [...closeShapes, 'no-welcome-frame'] as const

/** Family C: sign-in, tokens, and authentication errors behind other codes. */
export const authRules: readonly Rule[] = [
  {
    code: 'relaxed-id-collision',
    from: ['negative-control-accepted'],
    when: ({ socket }) => socket?.welcome?.userId?.startsWith('relaxed_') === true,
  },
  {
    code: 'auth-bypass-identity-collapse',
    from: ['negative-control-accepted'],
    when: ({ socket }) => isMadeUp(socket?.welcome?.userId ?? ''),
  },
  {
    code: 'token-accepted-after-logout',
    from: ['negative-control-accepted'],
    when: ({ socket }) => socket?.upgrade?.credential === 'logged_out',
  },
  { code: 'auth-service-down', from: ['target-unreachable'], phase: 'auth', when: onlyAuthIsAway },
  {
    code: 'auth-service-down',
    from: ['sign-in-timeout', 'sign-in-malformed'],
    when: (_, view) => isDown(lastHealth(view, 'auth', 'health')),
  },
  { code: 'jwt-secret-instance-drift', from: ['jwt-secret-mismatch'], when: acceptedElsewhere },
  { code: 'ws-ticket-burn', from: shapes, when: showsUsedTicket },
  {
    code: 'auth-circuit-open',
    from: shapes,
    when: (symptom) => signCode(symptom) === 'AUTH_CIRCUIT_BREAKER_OPEN' || /circuit.?breaker/i.test(wordsOf(symptom)),
  },
  {
    code: 'no-token-extracted',
    from: shapes,
    when: isTokenUnseen,
  },
  {
    code: 'token-expiry-midsession',
    from: shapes,
    when: (symptom, view) => isExpiry(symptom) && tokenAgeMs(symptom, view) >= TOKEN_LIFE_MS,
  },
  { code: 'token-expiry-midsession', from: ['agent-never-starts'], when: stoppedWithItsToken },
  {
    code: 'auth-validation-timeout',
    from: shapes,
    when: (symptom) => isAuthError(symptom) && /timed? ?out|timeout|cancell?ed/i.test(wordsOf(symptom)),
  },
  {
    code: 'jwt-secret-instance-drift',
    from: shapes,
    when: (symptom, view) =>
      isAuthError(symptom) && !serviceErrors.has(signCode(symptom)) && acceptedElsewhere(symptom, view),
  },
  {
    code: 'jwt-secret-mismatch',
    from: shapes,
    when: (symptom) =>
      isAuthError(symptom) && (signCode(symptom) === 'VALIDATION_FAILED' || closeOf(symptom)?.code === 1008),
  },
  {
    code: 'auth-error-masked-as-1011',
    from: shapes,
    when: (symptom) => isAuthError(symptom) && closeOf(symptom)?.code === 1011,
  },
]

/** A page came with a ticket that it had shown before: each opens one socket (protocol.md §1.5). */
function showsUsedTicket(symptom: Symptom, view: EvidenceView): boolean {
  const { socket, user } = symptom
  if (socket?.upgrade?.transport !== 'ticket' || !isAuthError(symptom)) return false
  const { url, seq } = socket.upgrade
  const ticket = /⟦ticket:[^⟧]+⟧/.exec(url)?.[0] ?? url
  return (
    view.sockets.some(
      (other) => other.user.id === user && (other.upgrade?.seq ?? seq) < seq && other.upgrade?.url === url,
    ) || view.http.some((fact) => fact.user === user && fact.seq < seq && fact.url.includes(ticket))
  )
}

/** Whether the error frame before, or the close itself, is about authentication. */
export function isAuthError(symptom: Symptom): boolean {
  const sign = precedingError(symptom)
  if (sign !== null && sign.type !== 'agent_error') {
    if (authCodes.has(sign.code) || sign.type === 'authentication_error') return true
    if (sign.errorType !== '') return false
  }
  const close = closeOf(symptom)
  if (close === null) return false
  return speaksOfAuth(close.reason)
}

function signCode(symptom: Symptom): string {
  return precedingError(symptom)?.code ?? ''
}

function isExpiry(symptom: Symptom): boolean {
  return signCode(symptom) === 'TOKEN_EXPIRED' || /token (has )?expired/i.test(wordsOf(symptom))
}

function tokenAgeMs({ user, socket }: Symptom, view: EvidenceView): number {
  const signIn = view.http.findLast((fact) => fact.user === user && fact.purpose === 'sign-in' && fact.status === 200)
  return signIn === undefined || socket === null ? 0 : socket.untilMs - signIn.endMs
}

/** The socket answered while its token was young, and not one event came for a prompt after the end of that. */
function stoppedWithItsToken({ user, socket, conversation }: Symptom, view: EvidenceView): boolean {
  const signIn = view.http.find((fact) => fact.user === user && fact.purpose === 'sign-in' && fact.status === 200)
  const promptAtMs = conversation?.promptAtMs ?? null
  if (signIn === undefined || socket === null || promptAtMs === null) return false
  return promptAtMs - signIn.endMs >= TOKEN_LIFE_MS && socket.conversations[0]?.conversation.answer !== ''
}

/** Nobody answers at the auth service, but the API does. */
function onlyAuthIsAway({ http }: Symptom, view: EvidenceView): boolean {
  return (
    http?.role === 'auth' &&
    view.http.some((fact) => fact.role === 'api' && fact.status !== null) &&
    !view.http.some((fact) => fact.role === 'auth' && fact.status !== null)
  )
}

/**
 * The secret that refused this token is not the only one in use: another instance welcomed a good token, this user's or
 * anybody's, and the instance that refused welcomed none; or the API, which has the same secret as the socket, took the
 * token for a plain call.
 */
function acceptedElsewhere(symptom: Symptom, view: EvidenceView): boolean {
  const { user, socket, http } = symptom
  const called = view.http.some(
    (fact) => fact !== http && fact.user === user && fact.purpose === 'api-call' && fact.status === 200,
  )
  const welcomed = view.sockets.filter((other) => other !== socket && isWelcomedAsSelf(other))
  if (socket === null) return called || welcomed.some((other) => other.user.id === user)
  const here = instanceOf(socket)
  if (here !== null && welcomed.some((other) => instanceOf(other) === here)) return false
  return welcomed.length > 0 || (called && signCode(symptom) === 'VALIDATION_FAILED')
}

/** A welcome under an id that the server made up says nothing about the token. */
function isWelcomedAsSelf({ welcome }: SocketView): boolean {
  return welcome !== null && !isMadeUp(welcome.userId ?? '')
}

/** Whether the server says that it found no token at all, not that the token is bad. */
export function isTokenUnseen(symptom: Symptom): boolean {
  return (
    ['NO_TOKEN', 'INVALID_FORMAT'].includes(signCode(symptom)) ||
    /no (jwt|token)|supported formats/i.test(wordsOf(symptom))
  )
}
