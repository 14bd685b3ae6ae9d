import { expect, test } from 'vitest'
import { type HttpCall, json } from './exchange.ts'
import { dispatch } from './routes.ts'

const { signal } = new AbortController()
const callTo = (method: string, path: string): HttpCall => {
  return { method, path, query: new URLSearchParams(), headers: {}, body: '', upgrade: false, signal }
}
const routes = {
  'GET /a': async () => json(200, 'a'),
  'POST /a': async () => json(200, 'posted'),
  'GET /a/*/b': async () => json(200, 'star'),
}

test.each([
  ['GET', '/a', 200, '"a"'],
  ['HEAD', '/a', 200, '"a"'],
  ['POST', '/a', 200, '"posted"'],
  ['GET', '/a/1/b', 200, '"star"'],
  ['GET', '/a/1/2/b', 404, '{"detail":"Not Found"}'],
  ['DELETE', '/a', 405, '{"detail":"Method Not Allowed"}'],
  ['GET', '/', 404, '{"detail":"Not Found"}'],
])('%s %s is answered %i', async (method, path, status, body) => {
  expect(await dispatch(routes, callTo(method, path))).toMatchObject({ kind: 'answer', status, body })
})
