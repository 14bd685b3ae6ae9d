import { expect, test } from 'vitest'
import { browserFailure, refusedStatus } from './browser-error.ts'

test.each([
  ['net::ERR_CONNECTION_REFUSED', 'ECONNREFUSED'],
  ['Error in connection establishment: net::ERR_NAME_NOT_RESOLVED', 'ENOTFOUND'],
  ['net::ERR_CERT_COMMON_NAME_INVALID', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['net::ERR_ABORTED', 'cancelled'],
  ['WebSocket is closed before the connection is established.', 'cancelled'],
  ['net::ERR_SOMETHING_NEW', 'ERR_SOMETHING_NEW'],
  ['no words that we know', 'unknown'],
])('%s is %s', (message, code) => {
  expect(browserFailure(message)).toEqual({ code, message })
})

test.each([
  ['Error during WebSocket handshake: Unexpected response code: 403', 403],
  ['net::ERR_CONNECTION_REFUSED', null],
])('%s tells the status %s', (message, status) => {
  expect(refusedStatus(message)).toBe(status)
})
