import { DeadlineExceeded } from '../kernel/deadline.ts'
import type { HttpFact } from '../model/evidence.ts'

/**
 * Why an attempt brought nothing, as evidence keeps it. The code is the library's own (ECONNREFUSED, ENOTFOUND,
 * HPE_*, UND_ERR_*, ERR_SSL_*, CERT_*) or one of ours: `timeout` (our deadline), `cancelled` (we were told to stop),
 * `invalid-handshake` (an answer to an upgrade that breaks RFC 6455), `unknown`.
 */
export type Failure = NonNullable<HttpFact['error']>

/** What an error says as evidence. The message may quote the target; the recorder masks it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DeadlineExceeded) return { code: 'timeout', message: error.message }
  if (!(error instanceof Error)) return { code: 'unknown', message: String(error) }
  return { code: codeOf(error), message: messageOf(error) }
}

/** What a wait that was stopped from outside leaves behind. */
export function cancelled(reason: unknown): Failure {
  return { code: 'cancelled', message: reason instanceof Error ? reason.message : String(reason) }
}

/** undici's parser does not always say which rule of HTTP was broken. */
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.name === 'HTTPParserError' ? 'HPE_UNKNOWN' : 'unknown'
}

/** A name with several addresses fails with one error for each and no message of its own. */
function messageOf(error: Error): string {
  if (error.message !== '' || !(error instanceof AggregateError)) return error.message
  return error.errors.map((each: unknown) => (each instanceof Error ? each.message : String(each))).join('; ')
}
