import type { Code } from '../model/codes.ts'
import type { HttpFact } from '../model/evidence.ts'
import type { UserEvidence } from '../model/evidence-file.ts'
import { meantStatus } from './http-status.ts'
import { jsonBody } from './json-body.ts'
import { networkFailure } from './network-failure.ts'
import { quote } from './quote.ts'
import { type Symptom, symptom } from './symptom.ts'

/** What is wrong with the auth service's word on a token it has just given; null when it vouches for it. */
export function verifySymptom(user: UserEvidence, fact: HttpFact): Symptom | null {
  const body = jsonBody(fact.body)
  // The answer to a bad token is a 200 with `valid: false` and the reason in `error`.
  const status = typeof body?.valid === 'boolean' ? fact.status : meantStatus(fact)
  const expected = 'the auth service vouches for the token it has just given'
  if (status === null) return noAnswer(user, fact, expected, 'auth-service-down')
  const base = { user, fact, expected }
  if (status >= 500) return say(base, 'auth-service-down', `${status}: ${quote(fact.body)}`)
  if (status !== 200 || body === null) return say(base, 'sign-in-malformed', `${status}: ${quote(fact.body)}`)
  if (body.valid !== true) return say(base, 'sign-in-malformed', `valid: ${String(body.valid)}`)
  if (typeof body.user_id === 'string' && user.userId !== null && body.user_id !== user.userId) {
    return say({ ...base, expected: `user id ${user.userId}` }, 'auth-user-desync', `user id ${body.user_id}`)
  }
  return null
}

/**
 * What is wrong with an API route's answer to a fresh token. A refusal means that the API does not trust what the auth
 * service signs; a 404 says nothing but where a user is not known, because deployments differ in their routes.
 */
export function apiCallSymptom(user: UserEvidence, fact: HttpFact): Symptom | null {
  const status = meantStatus(fact)
  const expected = `${fact.url} accepts the token`
  if (status === null) return noAnswer(user, fact, expected, 'target-unreachable')
  const base = { user, fact, expected }
  const received = `${status}: ${quote(fact.body)}`
  if ((status === 401 || status === 404) && /user[ _]not[ _]found/i.test(fact.body)) {
    return say(base, 'auth-user-desync', received)
  }
  if (status === 401 || status === 403) return say(base, 'jwt-secret-mismatch', received)
  return status >= 500 ? say(base, 'deploy-green-app-dead', received) : null
}

/** What is wrong with the answer to a sign-out, which always works by its own word (protocol.md §1.2). */
export function signOutSymptom(user: UserEvidence, fact: HttpFact): Symptom | null {
  const status = meantStatus(fact)
  const expected = `${fact.url} signs the user out`
  if (status === null) return noAnswer(user, fact, expected, 'auth-service-down')
  return status >= 500 ? say({ user, fact, expected }, 'auth-service-down', `${status}: ${quote(fact.body)}`) : null
}

type Base = { readonly user: UserEvidence; readonly fact: HttpFact; readonly expected: string }

function say({ user, fact, expected }: Base, code: Code, received: string): Symptom {
  const phase = code === 'target-unreachable' || code === 'deploy-green-app-dead' ? 'platform' : 'auth'
  const window = { fromMs: fact.atMs, toMs: fact.endMs }
  return symptom({ code, phase, user: user.id, expected, received, frames: [fact.seq], window, http: fact })
}

function noAnswer(user: UserEvidence, fact: HttpFact, expected: string, code: Code): Symptom | null {
  if (networkFailure(fact.error) === 'cancelled') return null
  return say({ user, fact, expected }, code, `${fact.error?.code ?? 'no answer'}: ${quote(fact.error?.message ?? '')}`)
}
