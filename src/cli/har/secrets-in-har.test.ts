import { expect, test } from 'vitest'
import { evidenceOfHar } from './evidence-of-har.ts'
import { aHar, anEntry, aSignIn, aSocket, aToken, got, sent, welcome } from './har.builder.ts'

const token = aToken()
const canaries = {
  token,
  wrapped: Buffer.from(token).toString('base64url'),
  refresh: `${token}r`,
  password: 'correct-horse-battery',
  cookie: 'session-cookie-canary-1',
  ticket: 'ticket-canary-2',
  key: 'bypass-key-canary-3-long-enough',
  foreign: aToken('somebody-else'),
  sessionToken: 'opaque-session-token-canary-4',
  userinfo: 'user-info-canary',
}

test('no credential of a HAR is in the evidence: not from headers, addresses, bodies, cookies, frames or errors', () => {
  const har = aHar(
    anEntry(0, {
      request: {
        url: `https://${canaries.userinfo}:x@app.example.com/callback?code=${canaries.ticket}&access_token=${token}&state=1`,
        headers: [
          { name: 'Cookie', value: `sid=${canaries.cookie}; theme=dark` },
          { name: 'X-E2E-Bypass-Key', value: canaries.key },
          { name: 'Authorization', value: `Bearer ${token}` },
        ],
      },
      response: {
        headers: [
          { name: 'Set-Cookie', value: `sid=${canaries.cookie}; HttpOnly` },
          { name: 'Location', value: `https://app.example.com/?access_token=${token}` },
        ],
        content: { text: `<p>${canaries.cookie} ${canaries.key} ${canaries.foreign}</p>` },
      },
    }),
    aSignIn(50),
    aSocket(
      200,
      [
        welcome(300),
        got(310, { type: 'handshake_response', session_token: canaries.sessionToken }),
        got(320, {
          type: 'note',
          text: `${canaries.password} ${canaries.refresh} ${canaries.wrapped} ${canaries.sessionToken}`,
        }),
        sent(330, { type: 'user_message', payload: { content: `my token is ${token}, and his ${canaries.foreign}` } }),
      ],
      { response: { headers: [{ name: 'sec-websocket-protocol', value: `jwt.${canaries.wrapped}` }] } },
    ),
    aSocket(400, null, {
      request: { url: `wss://api.example.com/ws?token=${token}&ticket=${canaries.ticket}` },
      response: { status: 0, _error: `refused ${token}` },
    }),
  )
  const text = JSON.stringify(evidenceOfHar(har, 'customer.har'))
  const found = Object.entries(canaries).filter(([, value]) => text.includes(value))
  expect(found.map(([name]) => name)).toEqual([])
  expect(text).toContain('⟦token:user-1⟧')
  expect(text).not.toContain('someone@customer.example')
})

test.each<[string, Parameters<typeof aSocket>[2]]>([
  [
    'in a subprotocol',
    { request: { headers: [{ name: 'Sec-WebSocket-Protocol', value: `jwt.${canaries.wrapped}` }] } },
  ],
  ['in a header', { request: { headers: [{ name: 'Authorization', value: `Bearer ${token}` }] } }],
  ['in the address', { request: { url: `wss://api.example.com/ws?token=${token}`, headers: [] } }],
])('a token that stands only %s is masked wherever it comes again', (_where, over) => {
  const again = [welcome(300), got(310, { type: 'note', plain: token, wrapped: canaries.wrapped })]
  const text = JSON.stringify(evidenceOfHar(aHar(aSocket(200, again, over)), 'customer.har'))
  expect(text).not.toContain(token)
  expect(text).not.toContain(canaries.wrapped)
  expect(text.match(/⟦token:user-1⟧/g)?.length).toBeGreaterThanOrEqual(2)
})
