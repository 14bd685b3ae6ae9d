import type { Code } from '../model/codes.ts'
import type { HttpFact } from '../model/evidence.ts'
import { meantStatus } from './http-status.ts'
import { jsonBody } from './json-body.ts'
import { networkFailure } from './network-failure.ts'
import { quote } from './quote.ts'
import { type Symptom, symptom } from './symptom.ts'

/** Why a sign-in gave no token (protocol.md §1.3); null when it gave one, or when we stopped it ourselves. */
export function signInSymptom(user: string, fact: HttpFact): Symptom | null {
  const found = fact.error === null ? answered(fact) : failed(fact)
  if (found === null) return null
  return symptom({
    code: found.code,
    phase: found.code === 'target-unreachable' ? 'platform' : 'auth',
    user,
    expected: `200 with an access_token from ${fact.url}`,
    received: `${found.received} after ${Math.round(fact.endMs - fact.atMs)} ms`,
    frames: [fact.seq],
    window: { fromMs: fact.atMs, toMs: fact.endMs },
    http: fact,
  })
}

type Found = { readonly code: Code; readonly received: string }

function failed(fact: HttpFact): Found | null {
  const received = `${fact.error?.code ?? ''}: ${quote(fact.error?.message ?? '')}`
  switch (networkFailure(fact.error)) {
    case 'cancelled':
      return null
    case 'timeout':
      return { code: 'sign-in-timeout', received }
    case 'unreachable':
    case 'tls':
      return { code: 'target-unreachable', received }
    case 'broken':
      return { code: 'sign-in-malformed', received }
  }
}

function answered(fact: HttpFact): Found | null {
  const status = meantStatus(fact) ?? 0
  const text = quote(fact.body)
  const received = `${status === fact.status ? status : `${fact.status}, meaning ${status}`}${text === '' ? '' : `: ${text}`}`
  if (status === 503 && /not configured/i.test(fact.body)) return { code: 'sign-in-unconfigured', received }
  if (status >= 500) return { code: status === 500 ? 'auth-login-5xx' : 'auth-service-down', received }
  if (status >= 400) return { code: 'sign-in-refused', received }
  if (status !== 200) return { code: 'sign-in-malformed', received }
  const token = jsonBody(fact.body)?.access_token
  return typeof token === 'string' && token !== ''
    ? null
    : { code: 'sign-in-malformed', received: `no token in ${received}` }
}
