import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import type { UserScript } from '../../judges/user-script.builder.ts'
import { harOfEvidence } from './har-of-evidence.ts'

const START_MS = Date.parse('2026-11-22T15:09:01.000Z')

function alone(tell: (user: UserScript) => unknown) {
  const evidence = new EvidenceBuilder()
  tell(evidence.user(1))
  return evidence.build()
}

const whole = alone((user) => user.whole())
const entriesOf = (evidence = whole) => harOfEvidence(evidence).log.entries

test('every exchange and every socket is an entry, in the order of time, on the page of its user', () => {
  const evidence = new EvidenceBuilder()
  evidence.health().user(1).signIn().upgrade().welcome().close()
  evidence.user(2).signIn()
  const { log } = harOfEvidence(evidence.build())
  expect(log.version).toBe('1.2')
  expect(log.pages?.map(({ id }) => id)).toEqual(['user-1', 'user-2'])
  const times = log.entries.map(({ startedDateTime }) => startedDateTime)
  expect(times).toEqual(times.toSorted((a, b) => (a < b ? -1 : 1)))
  expect(Object.fromEntries(Map.groupBy(log.entries, ({ pageref }) => pageref ?? 'nobody'))).toMatchObject({
    nobody: { length: 3 },
    'user-1': { length: 2 },
    'user-2': { length: 1 },
  })
})

test('the parts of a time add up to the whole', () => {
  for (const { time, timings } of entriesOf()) {
    const { dns = 0, connect = 0, send = 0, wait, receive } = timings
    expect(dns + connect + send + wait + receive).toBeCloseTo(time)
  }
})

test('an exchange has what came, and nothing that we do not know', () => {
  const [signIn] = entriesOf()
  expect(signIn).toMatchObject({
    startedDateTime: new Date(START_MS).toISOString(),
    time: 80,
    serverIPAddress: '203.0.113.7',
    request: { method: 'POST', url: 'https://auth.example.com/auth/e2e/test-auth', headers: [] },
    response: {
      status: 200,
      content: { mimeType: 'application/json', text: expect.stringContaining('⟦token:user-1⟧') },
    },
    timings: { blocked: -1, dns: 1, connect: 5, ssl: 3, wait: 20 },
  })
})

test('the frames of a socket are messages as browsers write them, control frames left out', () => {
  const evidence = alone((user) => {
    user.upgrade().welcome().control('in', 'ping').control('out', 'pong').prompt()
    user.gotBinary('AAE=').close()
  })
  const [socket] = entriesOf(evidence)
  expect(socket).toMatchObject({
    request: { url: 'wss://api.example.com/ws', headers: [{ name: 'authorization', value: 'Bearer ⟦token:user-1⟧' }] },
    response: { status: 101 },
    _resourceType: 'websocket',
    _webSocketMessages: [
      { type: 'receive', opcode: 1, data: expect.stringContaining('connection_established') },
      { type: 'send', opcode: 1, data: expect.stringContaining('user_message') },
      { type: 'receive', opcode: 2, data: 'AAE=' },
    ],
    _webSocketClose: { code: 1000, reason: '', initiator: 'client' },
  })
  expect(socket?._webSocketMessages?.[0]?.time).toBe((START_MS + 150) / 1_000)
})

test('two users may give their sockets the same name', () => {
  const evidence = new EvidenceBuilder()
  evidence.user(1).upgrade().welcome()
  evidence.user(2).upgrade().welcome()
  const built = evidence.build()
  const facts = built.facts.map((fact) => ('socket' in fact ? { ...fact, socket: 'socket-1' } : fact))
  const all = entriesOf({ ...built, facts })
  expect(all.map(({ _webSocketMessages }) => _webSocketMessages?.length)).toEqual([1, 1])
})

test('what got no answer has the status 0 and says why', () => {
  const evidence = alone((user) => {
    const error = { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }
    user.http({ status: null, error, remoteAddress: null, body: '' })
  })
  const [entry] = entriesOf(evidence)
  expect(entry?.response).toMatchObject({ status: 0, _error: 'ECONNREFUSED: connect ECONNREFUSED' })
  expect(entry).not.toHaveProperty('serverIPAddress')
})

test.each(['no address at all', 'https://[', 'https://api.example.com/?a=1&b=%E0'])(
  'the URL %j breaks nothing',
  (url) => {
    expect(entriesOf(alone((user) => user.http({ url })))[0]?.request.url).toBe(url)
  },
)
