import { expect, test } from 'vitest'
import type { UserScript } from '../user-script.builder.ts'
import { type Case, connected, diagnosed, errorFrame, running } from './case.builder.ts'

type How = Parameters<UserScript['upgrade']>[0]

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
  {
    seen: 'an answer of TCP, and none of HTTP',
    code: 'handshake-timeout',
    tell: (user) => user.signIn().upgrade({ ...failing('timeout'), remoteAddress: null }),
  },
  {
    seen: 'an address, and no answer',
    code: 'handshake-timeout',
    tell: (user) => user.signIn().upgrade({ ...failing('timeout'), timings: nowhere }),
  },
  {
    seen: 'a sign-in that the front end refuses',
    code: 'cloud-armor-403',
    tell: (user) => user.http({ status: 403, headers: page, body: '<html>Forbidden</html>' }),
  },
  {
    seen: 'a sign-in that the application refuses',
    code: 'sign-in-refused',
    tell: (user) => user.http({ status: 403, body: '{"detail":"no"}' }),
  },
  {
    seen: '403 of Google, HTML by its type',
    code: 'cloud-armor-403',
    tell: (user) => user.signIn().upgrade({ status: 403, headers: page, body: 'Forbidden' }),
  },
  {
    seen: '403 of Google, HTML by its body',
    code: 'cloud-armor-403',
    tell: (user) =>
      user.signIn().upgrade({ status: 403, headers: { via: '1.1 google' }, body: ' <!doctype html><p>Forbidden' }),
  },
  {
    seen: '403 as a page of somebody else',
    code: 'upgrade-refused',
    tell: (user) =>
      user.signIn().upgrade({ status: 403, headers: { 'content-type': 'text/html' }, body: '<html>Forbidden</html>' }),
  },
  { seen: 'nobody there', code: 'target-unreachable', tell: (user) => user.signIn().upgrade(failing('ECONNREFUSED')) },
  { seen: 'a drop at the welcome', code: 'dirty-close-1006', tell: (user) => connected(user).closedBy(1006) },
]

test.each(cases)('$seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail' })
})

const unseen = errorFrame('NO_TOKEN', 'No JWT token found')
/** A socket whose token nobody saw. */
const blind = (user: UserScript, how: How = {}) => user.upgrade(how).got(unseen).closedBy(1011, 'No JWT token found')
const fine = (user: UserScript, how: How = {}) => user.upgrade(how).welcome().close()
const html403 = { status: 403, headers: page, body: '<html>Forbidden</html>' } as const
const noSubprotocol = failing('invalid-handshake', 'Server sent no subprotocol')

test.each<[string, string, (user: UserScript) => unknown]>([
  ['as a subprotocol', 'lb-auth-header-strip', (user) => fine(blind(user), { transport: 'subprotocol' })],
  ['past the load balancer', 'lb-auth-header-strip', (user) => fine(blind(user), { route: 'direct' })],
  [
    'past the load balancer only, in another way',
    'no-token-extracted',
    (user) => fine(blind(user), { route: 'direct', transport: 'subprotocol' }),
  ],
  ['nowhere', 'no-token-extracted', (user) => blind(blind(user), { route: 'direct' })],
  ['in the same way a little later', 'no-token-extracted', (user) => fine(blind(user))],
  [
    'as a subprotocol, without a close',
    'lb-auth-header-strip',
    (user) => fine(user.upgrade().got(unseen).after(20_000).close({ scripted: false }), { transport: 'subprotocol' }),
  ],
  [
    'through the load balancer, while it is not seen past it',
    'no-token-extracted',
    (user) => fine(blind(user, { route: 'direct' }), { transport: 'subprotocol' }),
  ],
])('a token that is not seen in the header of an upgrade, and is %s: %s', (_where, code, tell) => {
  expect(diagnosed({ seen: '', code, tell: (user) => tell(user.signIn()) })).toMatchObject({ code, verdict: 'fail' })
})

test.each<[string, string, (user: UserScript) => unknown]>([
  [
    'and gets in as a subprotocol',
    'lb-auth-header-strip',
    (user) => fine(user.upgrade({ status: 403 }), { transport: 'subprotocol' }),
  ],
  [
    'with a page of Google, and gets in as a subprotocol',
    'cloud-armor-403',
    (user) => fine(user.upgrade(html403), { transport: 'subprotocol' }),
  ],
  [
    'and gets in past the balancer',
    'upgrade-refused',
    (user) => fine(user.upgrade({ status: 403 }), { route: 'direct' }),
  ],
  [
    'after 401, and gets in as a subprotocol',
    'lb-auth-header-strip',
    (user) => fine(user.upgrade({ status: 401 }), { transport: 'subprotocol' }),
  ],
  [
    'after 500, and gets in as a subprotocol',
    'upgrade-refused',
    (user) => fine(user.upgrade({ status: 500 }), { transport: 'subprotocol' }),
  ],
  ['and gets in a little later', 'cold-start-window', (user) => fine(user.upgrade({ status: 403 }))],
])('a header that is refused by 403 %s: %s', (_how, code, tell) => {
  expect(diagnosed({ seen: '', code, tell: (user) => tell(user.signIn()) })).toMatchObject({ code, verdict: 'fail' })
})

test.each<[string, string, (user: UserScript) => unknown]>([
  ['403, and the header gets in', 'subprotocol-negotiation-fail', (user) => offered(fine(user), { status: 403 })],
  ['503, and the header gets in', 'subprotocol-negotiation-fail', (user) => offered(fine(user), { status: 503 })],
  ['no choice, and the header gets in', 'subprotocol-negotiation-fail', (user) => offered(fine(user), noSubprotocol)],
  [
    'no choice, though past the balancer one is chosen',
    'lb-auth-header-strip',
    (user) => fine(offered(user, noSubprotocol), { transport: 'subprotocol', route: 'direct' }),
  ],
  ['403 as a page of Google', 'cloud-armor-403', (user) => offered(fine(user), html403)],
  [
    '403, and the header gets in past the balancer only',
    'upgrade-refused',
    (user) => offered(fine(user, { route: 'direct' }), { status: 403 }),
  ],
  [
    '503, and so does the header',
    'deploy-green-app-dead',
    (user) => offered(user.upgrade({ status: 503 }), { status: 503 }),
  ],
  ['403, like the header', 'upgrade-refused', (user) => offered(user.upgrade({ status: 403 }), { status: 403 })],
])('an offered subprotocol meets %s: %s', (_answer, code, tell) => {
  expect(diagnosed({ seen: '', code, tell: (user) => tell(user.signIn()) })).toMatchObject({ code, verdict: 'fail' })
})

function offered(user: UserScript, how: How): UserScript {
  return user.upgrade({ transport: 'subprotocol', ...how })
}

test.each([
  [600_800, 1006, 'cloud-run-timeout-kill'],
  [899_000, 1006, 'cloud-run-timeout-kill'],
  [601_000, 1001, 'cloud-run-timeout-kill'],
  [610_000, 1006, 'cloud-run-timeout-kill'],
  [610_001, 1006, 'dirty-close-1006'],
  [890_000, 1006, 'cloud-run-timeout-kill'],
  [128_000, 1006, 'heartbeat-2min-kill'],
  [128_001, 1006, 'dirty-close-1006'],
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

test('a close of ours that nobody answered was cut by nobody, whatever the age', () => {
  const tell: Case['tell'] = (user) => running(user).tools().completed().close({ code: 1006, ageMs: 600_800 })
  expect(diagnosed({ seen: '', code: '', tell }).code).toBe('dirty-close-1006')
})

test('a header that gets another user in says nothing of this one’s subprotocol', () => {
  const tell: Case['tell'] = (user, run) => {
    fine(run.user(2).signIn())
    offered(user.after(5_000).signIn(), { status: 403 })
  }
  expect(diagnosed({ seen: '', code: '', tell }).codes).toEqual(['upgrade-refused'])
})
