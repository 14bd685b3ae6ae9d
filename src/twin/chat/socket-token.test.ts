import { expect, test } from 'vitest'
import { createClock } from '../../kernel/clock.ts'
import { createTickets } from '../api/tickets.ts'
import type { HttpCall } from '../http/exchange.ts'
import { socketToken } from './socket-token.ts'

const jwt = `${'h'.repeat(8)}.${'b'.repeat(8)}.${'s'.repeat(8)}`
const packed = Buffer.from(jwt).toString('base64url')

function callWith(headers: HttpCall['headers'], query = ''): HttpCall {
  const { signal } = new AbortController()
  return { method: 'GET', path: '/ws', query: new URLSearchParams(query), headers, body: '', upgrade: true, signal }
}

const protocols = (list: string) => callWith({ 'sec-websocket-protocol': list })

test.each([
  ['the header', callWith({ authorization: `Bearer ${jwt}` }), jwt],
  ['a header with another case', callWith({ authorization: `bearer ${jwt}` }), undefined],
  ['a packed subprotocol', protocols(`jwt-auth, jwt.${packed}`), jwt],
  ['a raw subprotocol', protocols(`bearer.${jwt}`), jwt],
  ['a carrier that the negotiation does not choose', protocols(`jwt-auth, staging-auth.${jwt}`), jwt],
  ['a first entry that fails, which ends the search', protocols(`jwt.short, bearer.${jwt}`), undefined],
  ['an entry too short for a token', protocols('jwt.a.b.c'), undefined],
  ['names alone', protocols('jwt-auth, agent_chat'), undefined],
  ['a token in the query, which is ignored', callWith({}, `token=${jwt}`), undefined],
  ['nothing', callWith({}), undefined],
])('the token of %s', (_, call, expected) => {
  expect(socketToken(call, 'welcome', createTickets(createClock()))).toBe(expected)
})

test('only servers with a handshake read an environment before the token', () => {
  const call = protocols(`jwt.staging.${jwt}`)
  const tickets = createTickets(createClock())
  expect(socketToken(call, 'handshake', tickets)).toBe(jwt)
  expect(socketToken(call, 'welcome', tickets)).toBeUndefined()
})

test('a ticket stands for its token once, unless it was made for more', () => {
  const tickets = createTickets(createClock())
  const once = callWith({}, `ticket=${tickets.issue(jwt, 300, true).id}`)
  expect([socketToken(once, 'welcome', tickets), socketToken(once, 'welcome', tickets)]).toEqual([jwt, undefined])
  const often = callWith({}, `ticket=${tickets.issue(jwt, 300, false).id}`)
  expect([socketToken(often, 'welcome', tickets), socketToken(often, 'welcome', tickets)]).toEqual([jwt, jwt])
  const expired = callWith({}, `ticket=${tickets.issue(jwt, -1, true).id}`)
  expect(socketToken(expired, 'welcome', tickets)).toBeUndefined()
})
