import { expect, test } from 'vitest'
import { createMask } from '../../kernel/mask.ts'
import { createSecretsOnPage } from './secrets-on-page.ts'

const jwt = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"sub":"e2e-ada"}').toString('base64url')}.c2lnbmF0dXJl`

function masked(teach: (secrets: ReturnType<typeof createSecretsOnPage>) => void, text: string): string {
  const mask = createMask()
  teach(createSecretsOnPage(mask, 'user-1'))
  return mask.text(text)
}

test('a ticket of a URL is masked wherever it turns up, each under a name of its own', () => {
  const text = masked((secrets) => {
    secrets.url('ws://127.0.0.1/ws?ticket=first-ticket')
    secrets.url('ws://127.0.0.1/ws?ticket=second-ticket')
    secrets.url('ws://127.0.0.1/ws?ticket=first-ticket')
  }, 'first-ticket second-ticket')
  expect(text).toBe('⟦ticket:user-1/1⟧ ⟦ticket:user-1/2⟧')
})

test.each([
  ['packed, as the page sends it', `jwt-auth, jwt.${Buffer.from(jwt).toString('base64url')}`],
  ['bare', `jwt, ${jwt}`],
  ['with its environment', `jwt.staging.${jwt}`],
])('a token that is offered as a subprotocol, %s, is masked in every spelling', (_name, header) => {
  const text = masked((secrets) => secrets.protocols(header), `${jwt} ${Buffer.from(jwt).toString('base64url')}`)
  expect(text).toBe('⟦token:user-1⟧ ⟦token:user-1⟧')
})

test('tokens and tickets in bodies are masked', () => {
  const body = `{"access_token":"${jwt}","ticket_id":"ticket-in-a-body","ticket":"another-ticket"}`
  const text = masked((secrets) => secrets.body(body), body)
  expect(text).toBe('{"access_token":"⟦token:user-1⟧","ticket_id":"⟦ticket:user-1/1⟧","ticket":"⟦ticket:user-1/2⟧"}')
})

test.each([
  ['a URL without secrets', 'https://app.example/?page=conversation'],
  ['no URL', 'not a url'],
])('%s teaches nothing', (_name, url) => {
  expect(masked((secrets) => secrets.url(url), 'conversation not a url')).toBe('conversation not a url')
})

test('plain subprotocols teach nothing', () => {
  expect(masked((secrets) => secrets.protocols('jwt-auth, agent_chat'), 'jwt-auth agent_chat')).toBe(
    'jwt-auth agent_chat',
  )
})
