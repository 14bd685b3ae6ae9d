import { expect, test } from 'vitest'
import { type Case, connected, diagnosed, running } from './case.builder.ts'

const page = { 'content-type': 'text/html; charset=UTF-8', server: 'Google Frontend' }
const failing = (code: string, message = '') => ({ status: null, error: { code, message } })
const nowhere = { dnsMs: null, tcpMs: null, tlsMs: null, firstByteMs: null }
const route = { role: 'ws', purpose: 'route-check', method: 'GET', url: 'https://api.example.com/ws' } as const
const aged = (ageMs: number, code = 1006): Case => ({
  seen: '',
  code: '',
  tell: (user) => running(user).closedBy(code, '', { ageMs }),
})

const cases: readonly Case[] = [
  {
    seen: 'a certificate for other names',
    code: 'tls-hostname-mismatch',
    tell: (user) => user.signIn().upgrade(failing('ERR_TLS_CERT_ALTNAME_INVALID')),
  },
  {
    seen: 'a certificate that expired',
    code: 'target-unreachable',
    tell: (user) => user.signIn().upgrade(failing('CERT_HAS_EXPIRED')),
  },
  {
    seen: '403 as a page of the front end',
    code: 'cloud-armor-403',
    tell: (user) => user.signIn().upgrade({ status: 403, headers: page, body: '<html>Forbidden</html>' }),
  },
  {
    seen: '403 of the application behind it',
    code: 'upgrade-refused',
    tell: (user) => user.signIn().upgrade({ status: 403, headers: { server: 'Google Frontend' } }),
  },
  {
    seen: '403, and 404 to a GET',
    code: 'ws-route-missing',
    tell: (user) =>
      user
        .signIn()
        .upgrade({ status: 403 })
        .http({ ...route, status: 404 }),
  },
  {
    seen: '403, and 503 to a GET',
    code: 'upgrade-refused',
    tell: (user) =>
      user
        .signIn()
        .upgrade({ status: 403 })
        .http({ ...route, status: 503 }),
  },
  { seen: '404', code: 'ws-route-missing', tell: (user) => user.signIn().upgrade({ status: 404 }) },
  {
    seen: 'a subprotocol that nobody offered',
    code: 'subprotocol-negotiation-fail',
    tell: (user) => user.signIn().upgrade(failing('invalid-handshake', 'Server sent an invalid subprotocol')),
  },
  {
    seen: 'another breach of the handshake',
    code: 'upgrade-refused',
    tell: (user) => user.signIn().upgrade(failing('invalid-handshake', 'Invalid Sec-WebSocket-Accept header')),
  },
  {
    seen: 'a connection, and no answer',
    code: 'handshake-timeout',
    tell: (user) => user.signIn().upgrade(failing('timeout')),
  },
  {
    seen: 'not even a connection',
    code: 'upgrade-timeout',
    tell: (user) => user.signIn().upgrade({ ...failing('timeout'), timings: nowhere, remoteAddress: null }),
  },
  { seen: 'nobody there', code: 'target-unreachable', tell: (user) => user.signIn().upgrade(failing('ECONNREFUSED')) },
  { seen: 'a drop at the welcome', code: 'dirty-close-1006', tell: (user) => connected(user).closedBy(1006) },
]

test.each(cases)('$seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail' })
})

test.each([
  [600_800, 1006, 'cloud-run-timeout-kill'],
  [899_000, 1006, 'cloud-run-timeout-kill'],
  [601_000, 1001, 'cloud-run-timeout-kill'],
  [560_000, 1006, 'dirty-close-1006'],
  [601_000, 1011, 'closed-mid-run'],
  [121_000, 1006, 'heartbeat-2min-kill'],
  [140_000, 1006, 'dirty-close-1006'],
])('a socket that ends at an age of %i ms with %i: %s', (ageMs, closeCode, code) => {
  expect(diagnosed(aged(ageMs, closeCode)).code).toBe(code)
})

test('sockets of one age that end together were cut by their age', () => {
  const tell: Case['tell'] = (user, run) => {
    running(user).closedBy(1006, '', { ageMs: 600_100 })
    running(run.user(2).after(100)).closedBy(1006, '', { ageMs: 600_100 })
  }
  expect(diagnosed({ seen: '', code: '', tell }).code).toBe('cloud-run-timeout-kill')
})
