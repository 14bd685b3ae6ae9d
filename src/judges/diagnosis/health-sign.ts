import type { HttpFact } from '../../model/evidence.ts'
import type { Route } from '../../model/words.ts'
import { jsonBody } from '../json-body.ts'
import type { EvidenceView } from '../view-types.ts'

/** The last answer of a health endpoint on the way that users take, or past the load balancer; null when it was not asked. */
export function lastHealth(
  view: EvidenceView,
  role: HttpFact['role'],
  purpose: 'health' | 'ready',
  route: Route = 'balanced',
): HttpFact | null {
  const asked = (fact: HttpFact) =>
    fact.role === role && fact.purpose === purpose && (fact.route ?? 'balanced') === route
  return view.http.findLast(asked) ?? null
}

/** Whether a health endpoint gave no answer or a server error. */
export function isDown(fact: HttpFact | null): boolean {
  return fact !== null && (fact.status === null || fact.status >= 500)
}

/** Whether a health endpoint said that all is well, in status and body. */
export function isUp(fact: HttpFact | null): boolean {
  return fact !== null && fact.status === 200 && !saysUnhealthy(fact)
}

/** Whether the body tells of trouble that the status hides (protocol.md §6.1). */
export function saysUnhealthy(fact: HttpFact): boolean {
  const status = jsonBody(fact.body)?.status
  return typeof status === 'string' && /unhealthy|degraded|not_ready|error|down|fail/i.test(status)
}

/** How long an exchange took, milliseconds. */
export function tookMs(fact: { readonly atMs: number; readonly endMs: number }): number {
  return fact.endMs - fact.atMs
}
