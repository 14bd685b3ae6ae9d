import type { HttpFact } from '../model/evidence.ts'
import { isRecord, jsonBody } from './json-body.ts'

const authErrors = /^(AUTH_FAILED|UNAUTHORIZED|TOKEN_\w+|VALIDATION_FAILED|NO_TOKEN)$/

/**
 * The status an answer means: that of its error body where a 200 carries one (protocol.md §6.4), else its own. A 500
 * stands for an error body that gives no status. Null without a response.
 */
export function meantStatus(fact: HttpFact): number | null {
  if (fact.status !== 200) return fact.status
  const body = jsonBody(fact.body)
  const failed = body !== null && (body.error === true || (typeof body.error === 'string' && body.error !== ''))
  if (body === null || !failed) return 200
  const details = isRecord(body.details) ? body.details.status_code : undefined
  const status = details ?? body.status_code
  if (typeof status === 'number') return status
  return typeof body.error_code === 'string' && authErrors.test(body.error_code) ? 401 : 500
}
