/** What kind of failure kept an exchange from an answer. */
export type NetworkFailure = 'timeout' | 'cancelled' | 'tls' | 'unreachable' | 'broken'

const timeouts = /^(timeout|ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT)$/
const unreachable = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/
const tls = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/

/** Sorts a failure by its code: ours (`timeout`, `cancelled`) or the library's. What is in no list broke on the way. */
export function networkFailure(error: { readonly code: string } | null): NetworkFailure {
  const code = error?.code ?? ''
  if (code === 'cancelled' || code === 'ABORT_ERR') return 'cancelled'
  if (timeouts.test(code)) return 'timeout'
  if (unreachable.test(code)) return 'unreachable'
  return tls.test(code) ? 'tls' : 'broken'
}
