import { expect, test } from 'vitest'
import type { HttpFact } from '../model/evidence.ts'
import { createRevisionWatch, type RevisionChange } from './revision-watch.ts'

const timings = { dnsMs: null, tcpMs: null, tlsMs: null, firstByteMs: null }

function health(over: Partial<HttpFact>): HttpFact {
  const exchange = { status: 200, headers: {}, body: '', bodyBytes: 0, remoteAddress: null, timings, error: null }
  const request = { role: 'api', purpose: 'health', method: 'GET', url: 'http://127.0.0.1/health' } as const
  return { kind: 'http', seq: 0, atMs: 0, endMs: 1, user: null, ...request, ...exchange, ...over }
}

const api = (revision: string) => health({ headers: { 'x-service-version': revision } })
const auth = (version: unknown) => health({ role: 'auth', body: JSON.stringify({ status: 'healthy', version }) })

/** What was told after each run, one list of facts a run. */
function changes(...runs: HttpFact[][]): RevisionChange[] {
  const told: RevisionChange[] = []
  const watch = createRevisionWatch((change) => told.push(change))
  for (const facts of runs) watch.see({ facts })
  return told
}

test('the first revision is no change; another one is, in a header or in the body', () => {
  expect(changes([api('a')], [api('a')], [api('b')])).toEqual([{ service: 'api', from: 'a', to: 'b' }])
  expect(changes([auth('1.0.0')], [auth('1.0.1')])).toEqual([{ service: 'auth', from: '1.0.0', to: '1.0.1' }])
})

test('services are told apart', () => {
  expect(changes([api('a'), auth('1')], [api('b'), auth('1')])).toEqual([{ service: 'api', from: 'a', to: 'b' }])
})

test('while old and new answer in turn nothing has changed yet', () => {
  expect(changes([api('a')], [api('b'), api('a')], [api('a'), api('b')])).toEqual([])
  expect(changes([api('a')], [api('b'), api('a')], [api('b')])).toHaveLength(1)
})

test('silence is no change: a service that is down comes back as what it was', () => {
  expect(changes([api('a')], [health({ status: 503 })], [api('a')])).toEqual([])
})

test.each([
  ['no JSON', health({ role: 'auth', body: '<html>' })],
  ['JSON without a version', health({ role: 'auth', body: '{"status":"ok"}' })],
  ['a version that is no text', auth({ deep: true })],
  ['an empty one', auth('')],
  ['an answer to something else', health({ purpose: 'sign-in', headers: { 'x-service-version': 'z' } })],
])('%s says nothing', (_name, fact) => {
  expect(changes([api('a'), auth('1')], [fact], [api('a'), auth('1')])).toEqual([])
})

test('a long revision is cut: it becomes a line in many places', () => {
  const [change] = changes([api('a')], [api('x'.repeat(5_000))])
  expect(change?.to).toHaveLength(100)
})
