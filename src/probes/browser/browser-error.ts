import type { Failure } from '../failure.ts'

/** The codes of Node for what Chromium calls otherwise, so that one list tells what kept us from an answer. */
const codes: Readonly<Record<string, string>> = {
  ERR_CONNECTION_REFUSED: 'ECONNREFUSED',
  ERR_CONNECTION_RESET: 'ECONNRESET',
  ERR_CONNECTION_CLOSED: 'ECONNRESET',
  ERR_EMPTY_RESPONSE: 'ECONNRESET',
  ERR_NAME_NOT_RESOLVED: 'ENOTFOUND',
  ERR_ADDRESS_UNREACHABLE: 'EHOSTUNREACH',
  ERR_INTERNET_DISCONNECTED: 'ENETDOWN',
  ERR_CONNECTION_TIMED_OUT: 'ETIMEDOUT',
  ERR_TIMED_OUT: 'ETIMEDOUT',
  ERR_CERT_COMMON_NAME_INVALID: 'ERR_TLS_CERT_ALTNAME_INVALID',
  ERR_CERT_AUTHORITY_INVALID: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ERR_CERT_DATE_INVALID: 'CERT_HAS_EXPIRED',
  ERR_SSL_PROTOCOL_ERROR: 'EPROTO',
  ERR_ABORTED: 'cancelled',
}

/** What a browser's words for a failure mean. */
export function browserFailure(message: string): Failure {
  const named = /\b(ERR_[A-Z_]+)\b/.exec(message)?.[1]
  const code = named === undefined ? 'unknown' : (codes[named] ?? named)
  return { code: isOwnDoing.test(message) ? 'cancelled' : code, message }
}

/** The page gave up on its socket before it stood. */
const isOwnDoing = /closed before the connection is established/i

/** The status with which an upgrade was refused; null when the words tell none. */
export function refusedStatus(message: string): number | null {
  const status = /unexpected response code: (\d{3})/i.exec(message)?.[1]
  return status === undefined ? null : Number(status)
}
