import { expect, test } from 'vitest'
import { judgeEvidence } from '../../judges/judge.ts'
import { evidenceSchema } from '../../model/evidence-file.ts'
import { evidenceOfHar } from './evidence-of-har.ts'
import {
  aHar,
  anEntry,
  aRun,
  aSignIn,
  aSocket,
  aToken,
  event,
  got,
  prompt,
  START_MS,
  sent,
  welcome,
} from './har.builder.ts'
import type { HarFile } from './har-schema.ts'

/** What is said of a HAR: the verdict, and the code of every finding with its severity. */
function said(har: HarFile) {
  const { evidence, unknown } = evidenceOfHar(har, 'customer.har')
  const { verdict, findings, judgements } = judgeEvidence(evidenceSchema.parse(evidence))
  const states = Object.fromEntries(judgements.map(({ judge, state }) => [judge, state]))
  return { verdict, codes: findings.map(({ code, severity }) => `${code} ${severity}`), states, evidence, unknown }
}

const talk = [welcome(300), prompt(1_000), ...aRun(1_500)]
const healthy = aHar(anEntry(0), aSignIn(50), aSocket(200, talk))

test('a good session is degraded for one thing only: its answer cannot be proven', () => {
  const { verdict, codes, states, evidence, unknown } = said(healthy)
  expect([verdict, codes]).toEqual(['degraded', ['answer-unproven warn']])
  expect(states).toEqual({
    monitor: 'holds',
    auth: 'holds',
    handshake: 'holds',
    sequence: 'holds',
    answer: 'holds',
    closes: 'holds',
    identity: 'holds',
    latency: 'holds',
  })
  expect(evidence.users).toMatchObject([{ id: 'user-1', userId: 'e2e-amber-golden-path', email: '' }])
  expect(evidence.context.versions.recorder).toBe('WebInspector 537.36')
  expect(unknown).toEqual(['How sockets ended, and whether one was open any longer than its last message.'])
})

test('the same session has the same evidence, whether messages are timed in seconds or in milliseconds', () => {
  const inMs = talk.map((message) => ({ ...message, time: (message.time ?? 0) * 1_000 }))
  expect(said(aHar(anEntry(0), aSignIn(50), aSocket(200, inMs))).evidence).toEqual(said(healthy).evidence)
})

test('whoever is taken for somebody else is found', () => {
  const { verdict, codes } = said(aHar(aSignIn(0), aSocket(200, [welcome(300, 'demo-use...')])))
  expect([verdict, codes]).toEqual(['fail', ['auth-bypass-identity-collapse fail']])
})

test('an error frame in place of the welcome is a failure, although no browser tells the close', () => {
  const error = {
    error_code: 'CONNECTION_ERROR',
    error_message: 'Connection error in main mode',
    details: { error_type: 'RecursionError', mode: 'main' },
  }
  const { verdict, codes } = said(aHar(aSignIn(0), aSocket(200, [got(300, { type: 'error_message', data: error })])))
  expect([verdict, codes]).toEqual(['fail', ['no-welcome-frame fail']])
})

test('silence counts only as long as the socket is known to be open', () => {
  const started = [welcome(300), prompt(1_000), event(1_500, 'agent_started')]
  expect(said(aHar(aSignIn(0), aSocket(200, started), anEntry(400_000))).verdict).toBe('inconclusive')
  const pinged = [...started, ...[60, 120, 180].map((second) => sent(second * 1_000, { type: 'ping' }))]
  const { verdict, codes } = said(aHar(aSignIn(0), aSocket(200, pinged)))
  expect([verdict, codes[0]]).toEqual(['fail', 'agent-death-silent fail'])
})

test('a socket that the page left for another is not held against the target', () => {
  const { verdict, codes, evidence } = said(
    aHar(aSignIn(0), aSocket(100, [welcome(300)]), aSocket(60_000, [welcome(60_100), prompt(61_000), ...aRun(61_500)])),
  )
  expect([verdict, codes]).toEqual(['degraded', ['answer-unproven warn']])
  expect(evidence.facts.filter(({ kind }) => kind === 'upgrade')).toMatchObject([{ ordinal: 1 }, { ordinal: 2 }])
})

test.each<[string, HarFile, string, string[]]>([
  [
    'with a token that has run out',
    aHar(aSignIn(0), refused(403, aToken('e2e-amber-golden-path', START_MS - 1_000))),
    'inconclusive',
    [],
  ],
  ['with a good token', aHar(aSignIn(0), refused(403, aToken())), 'fail', ['upgrade-refused fail']],
  ['with a token that is not in the file', aHar(aSignIn(0), refused(403, null)), 'inconclusive', []],
  ['by a server that fails', aHar(aSignIn(0), refused(500, null)), 'fail', ['upgrade-refused fail']],
  ['by nobody: there was no answer', aHar(aSignIn(0), refused(0, aToken())), 'inconclusive', []],
  ['by nobody, as Playwright writes it', aHar(aSignIn(0), refused(-1, aToken())), 'inconclusive', []],
])('a socket refused %s', (_by, har, verdict, codes) => {
  expect(said(har)).toMatchObject({ verdict, codes })
})

function refused(status: number, token: string | null) {
  const headers = token === null ? [] : [{ name: 'Authorization', value: `Bearer ${token}` }]
  return aSocket(200, null, { request: { headers }, response: { status } })
}

test.each<[number, string, string[]]>([
  [401, 'inconclusive', []],
  [500, 'fail', ['auth-login-5xx fail']],
  [503, 'fail', ['auth-service-down fail']],
  [0, 'inconclusive', []],
])('a sign-in that is answered by %d', (status, verdict, codes) => {
  expect(said(aHar(aSignIn(0, aToken(), status)))).toMatchObject({ verdict, codes })
})

test('prompts over HTTP cut the events of a socket into conversations', () => {
  const ask = (atMs: number) =>
    anEntry(atMs, {
      request: {
        method: 'POST',
        url: 'https://api.example.com/api/agent/v2/execute',
        postData: { text: '{"user_request":"Why?"}' },
      },
    })
  const socket = aSocket(200, [welcome(300), ...aRun(1_500, 'run_1'), ...aRun(5_500, 'run_2')])
  const { verdict, codes, evidence } = said(aHar(aSignIn(0), socket, ask(1_000), ask(5_000)))
  expect(evidence.facts.filter(({ kind }) => kind === 'prompt')).toMatchObject([{ text: 'Why?' }, { text: 'Why?' }])
  expect([verdict, new Set(codes)]).toEqual(['degraded', new Set(['answer-unproven warn'])])
})

test('a prompt over HTTP that no event on the socket answers was perhaps answered over HTTP', () => {
  const ask = anEntry(1_000, {
    request: {
      method: 'POST',
      url: 'https://api.example.com/api/agent/v2/execute',
      postData: { text: '{"message":"Why?"}' },
    },
  })
  expect(said(aHar(aSignIn(0), aSocket(200, [welcome(300), sent(300_000, { type: 'ping' })]), ask)).verdict).toBe(
    'inconclusive',
  )
})

test('what else a browser does is none of ours', () => {
  const other = anEntry(20, {
    request: { url: 'https://statistics.example.net/auth/login', method: 'POST' },
    response: { status: 500 },
  })
  const builder = aSocket(30, [got(40, { type: 'hot-update' })], { request: { url: 'ws://localhost:3000/_next/hmr' } })
  const { evidence, verdict } = said(aHar(other, builder, ...healthy.log.entries))
  expect(verdict).toBe('degraded')
  expect(JSON.stringify(evidence.facts)).not.toMatch(/statistics|hmr/)
})

test('a HAR of a browser that writes no messages down says so', () => {
  const { verdict, unknown } = said(aHar(aSignIn(0), aSocket(200, null)))
  expect(verdict).toBe('inconclusive')
  expect(unknown.join('\n')).toContain('only Chrome, Edge and Playwright write them down')
})

test('sockets whose tokens are not in the file are judged but for whose they are', () => {
  const { verdict, states, unknown } = said(aHar(aSocket(200, talk, { request: { headers: [] } })))
  expect(verdict).toBe('degraded')
  expect(states).not.toHaveProperty('identity')
  expect(unknown.join('\n')).toContain('Whose sockets they are')
})

test('two people who sign in one after the other are two users', () => {
  const second = aToken('e2e-birch-golden-path')
  const headers = [{ name: 'Authorization', value: `Bearer ${second}` }]
  const { evidence } = said(
    aHar(
      aSignIn(0),
      aSocket(200, [welcome(300)]),
      aSignIn(5_000, second),
      aSocket(6_000, [welcome(6_100)], { request: { headers } }),
    ),
  )
  expect(evidence.users).toMatchObject([
    { id: 'user-1', userId: 'e2e-amber-golden-path' },
    { id: 'user-2', userId: 'e2e-birch-golden-path' },
  ])
})
