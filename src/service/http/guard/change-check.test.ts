import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../app.builder.ts'

type Opened = Awaited<ReturnType<typeof openApp>>
let app: Opened
beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const ours = { Origin: 'http://localhost:9464' }

/** A scenario that nobody knows: a change that is let through says so, and nothing is started. */
const wish = { scenario: 'unknown-one' }

test.each([
  ['a program', {}],
  ['a page of ours', ours],
  ['a page of ours behind TLS', { Origin: 'https://localhost:9464', 'Sec-Fetch-Site': 'same-origin' }],
])('a change in JSON from %s passes', async (_who, headers) => {
  expect((await app.post('/api/v1/runs', wish, headers)).status).toBe(404)
})

test.each([
  ['another host', { Origin: 'https://evil.example' }],
  ['another port of this machine', { Origin: 'http://localhost:3000' }],
  ['nowhere', { Origin: 'null' }],
  ['another site, by the word of the browser', { 'Sec-Fetch-Site': 'cross-site' }],
  ['another host of our site, by the word of the browser', { 'Sec-Fetch-Site': 'same-site' }],
])('a change from a page of %s is refused', async (_who, headers) => {
  expect((await app.post('/api/v1/runs', wish, headers)).status).toBe(403)
  expect((await app.post('/runs', 'scenario=unknown-one', { ...form, ...headers })).status).toBe(403)
})

test.each([
  ['text/plain', { 'Content-Type': 'text/plain' }],
  ['a form', form],
  ['no type', { 'Content-Type': '' }],
  ['JSON in disguise', { 'Content-Type': 'text/plain; application/json' }],
])('the API takes no change as %s, which a form of a stranger can send', async (_what, headers) => {
  expect((await app.post('/api/v1/runs', JSON.stringify(wish), headers)).status).toBe(415)
})

test('our form is taken from our page only', async () => {
  expect((await app.post('/runs', 'scenario=unknown-one', { ...form, ...ours })).status).toBe(404)
  expect((await app.post('/runs', 'scenario=unknown-one', form)).status).toBe(403)
  expect((await app.post('/runs', wish, ours)).status).toBe(415)
})

test('a body above the limit is refused, whether it says its length or not', async () => {
  const long = JSON.stringify({ scenario: 'x'.repeat(20_000) })
  expect((await app.post('/api/v1/runs', long)).status).toBe(413)
  expect((await app.post('/api/v1/runs', long, { 'Content-Length': '1', 'Transfer-Encoding': 'chunked' })).status).toBe(
    413,
  )
})

test('every route that changes something is behind the check', async () => {
  const changing = app.app.routes.filter(({ method }) => !['GET', 'ALL', 'HEAD'].includes(method))
  expect(changing.length).toBeGreaterThanOrEqual(2)
  for (const { path, method } of changing) {
    const answer = await app.app.request(path, {
      method,
      headers: { Host: 'localhost', Origin: 'https://evil.example', 'Content-Type': 'application/json' },
      body: '{}',
    })
    expect(answer.status, `${method} ${path}`).toBe(403)
  }
})
