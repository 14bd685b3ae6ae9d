import type { HttpFact } from '../model/evidence.ts'
import { count } from './count.ts'
import { isDown, isUp, lastHealth, saysUnhealthy, tookMs } from './diagnosis/health-sign.ts'
import { networkFailure } from './network-failure.ts'
import { quote } from './quote.ts'
import type { Judge } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { EvidenceView } from './view-types.ts'

const PAST_BALANCER =
  'The API answers at its direct address: the load balancer does not reach it. Platform looks at its backends and its last change.'

/**
 * Judges the health endpoints. They are hints, never proof (protocol.md §6): one that is ill fails the run only when the
 * journey behind it is broken as well; where the two disagree, the endpoint lies. `/ws/health` is not evidence at all.
 */
export const judgePlatform: Judge = (view) => {
  const asked = view.http.filter(
    ({ purpose, route }) => (purpose === 'health' || purpose === 'ready') && route !== 'direct',
  )
  return {
    examined: asked.length,
    symptoms: [...asked.flatMap((fact) => judgeAnswer(view, fact) ?? []), ...healthyButBroken(view, asked)],
    troubles: [],
    missing: [],
    held: `${count(asked.length, 'health answer')} in agreement with what users saw`,
  }
}

function judgeAnswer(view: EvidenceView, fact: HttpFact): Symptom | null {
  if (networkFailure(fact.error) === 'cancelled' && fact.status === null) return null
  if (!isDown(fact) && !saysUnhealthy(fact)) return null
  if (works(view, fact.role)) return lie(fact, `${fact.role} works`, sayAnswer(fact))
  if (!isDown(fact) || fact.purpose === 'ready') return null
  return symptom({
    ...nameOf(view, fact),
    user: null,
    expected: `200 from ${fact.url}`,
    received: sayAnswer(fact),
    frames: [fact.seq],
    window: { fromMs: fact.atMs, toMs: fact.endMs },
    http: fact,
  })
}

/** What answers past the load balancer is up: then the balancer does not reach it. */
function nameOf(view: EvidenceView, { status, role }: HttpFact): Pick<Symptom, 'code' | 'phase' | 'hint'> {
  const hint = isUp(lastHealth(view, 'api', 'health', 'direct')) && role === 'api' ? PAST_BALANCER : null
  if (status === null || hint !== null) return { code: 'target-unreachable', phase: 'platform', hint }
  if (role === 'auth') return { code: 'auth-service-down', phase: 'auth', hint }
  return { code: 'backend-crash-loop-503', phase: 'platform', hint }
}

/** Whether users got through to the service that an endpoint speaks for. */
function works(view: EvidenceView, role: HttpFact['role']): boolean {
  const signIns = view.http.filter(({ purpose }) => purpose === 'sign-in')
  if (role === 'auth' && signIns.length > 0) return signIns.some(({ status }) => status === 200)
  return view.sockets.some(({ welcome }) => welcome !== null)
}

/** The API says that all is well, and not one socket of this run got as far as a welcome. A rate limit is no lie. */
function healthyButBroken(view: EvidenceView, asked: readonly HttpFact[]): Symptom[] {
  const healthy = asked.findLast((fact) => fact.role === 'api' && fact.status === 200 && !saysUnhealthy(fact))
  if (healthy === undefined || view.sockets.length === 0 || works(view, 'api') || !allRefused(view)) return []
  return [
    lie(healthy, 'sockets open and are welcomed', `${sayAnswer(healthy)}, but none of ${view.sockets.length} was`),
  ]
}

function allRefused({ sockets }: EvidenceView): boolean {
  return sockets.every(
    ({ upgrade, close }) =>
      (upgrade !== null && upgrade.status !== 101 && upgrade.status !== 429) ||
      (close !== null && close.initiator !== 'client'),
  )
}

function lie(fact: HttpFact, expected: string, received: string): Symptom {
  return symptom({
    code: 'health-lies',
    severity: 'warn',
    phase: 'platform',
    user: null,
    expected,
    received,
    frames: [fact.seq],
    http: fact,
  })
}

function sayAnswer(fact: HttpFact): string {
  const what =
    fact.status === null
      ? `${fact.error?.code ?? 'no answer'}: ${fact.error?.message ?? ''}`
      : `${fact.status}: ${fact.body}`
  return `${quote(what)} from ${fact.url} after ${Math.round(tookMs(fact))} ms`
}
