import { expect, test } from 'vitest'
import { negotiate, offeredProtocols } from './subprotocol.ts'

test.each([
  [undefined, { kind: 'none-offered' }],
  ['jwt-auth, jwt.QUJD', { kind: 'chosen', protocol: 'jwt.QUJD' }],
  ['jwt.a.b.c', { kind: 'chosen', protocol: 'jwt.a.b.c' }],
  ['jwt-auth.x', { kind: 'chosen', protocol: 'jwt-auth.x' }],
  ['bearer.x', { kind: 'chosen', protocol: 'bearer.x' }],
  ['jwt-auth', { kind: 'chosen', protocol: 'jwt-auth' }],
  ['agent_chat', { kind: 'chosen', protocol: 'agent_chat' }],
  ['staging-auth', { kind: 'chosen', protocol: 'staging-auth' }],
  ['staging-auth.x', { kind: 'none-fits' }],
  ['ticket.x', { kind: 'none-fits' }],
  ['graphql-ws, mqtt', { kind: 'none-fits' }],
])('of "%s" the server makes %o', (header, expected) => {
  expect(negotiate(offeredProtocols(header))).toEqual(expected)
})
