import { expect, test } from 'vitest'
import { networkFailure } from './network-failure.ts'

test.each([
  ['timeout', 'timeout'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['cancelled', 'cancelled'],
  ['ECONNREFUSED', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['ECONNRESET', 'broken'],
  ['invalid-handshake', 'broken'],
  ['', 'broken'],
])('%j is %s', (code, kind) => {
  expect(networkFailure({ code })).toBe(kind)
})

test('no error at all, and no answer either, broke on the way', () => {
  expect(networkFailure(null)).toBe('broken')
})
