import { expect, test } from 'vitest'
import { EvidenceBuilder } from './evidence.builder.ts'
import { judgeHandshake } from './handshake.ts'
import { codesOf, nothing, oneUser, plainCodes, stateOf } from './judging.builder.ts'
import { viewEvidence } from './view.ts'

const noAnswer = (code: string) => ({ status: null, error: { code, message: 'it failed' } })

test('a socket that is welcomed holds', () => {
  const evidence = oneUser((user) => user.whole())
  expect(plainCodes(judgeHandshake, evidence)).toEqual([])
  expect(stateOf('handshake', evidence)).toBe('holds')
})

test('nothing seen is void', () => {
  expect(judgeHandshake(viewEvidence(nothing)).examined).toBe(0)
  expect(stateOf('handshake', nothing)).toBe('void')
})

test.each([
  ['403', { status: 403 }, 'upgrade-refused', 'handshake'],
  ['503 with a body', { status: 503, body: 'Service Unavailable' }, 'upgrade-refused', 'handshake'],
  ['200', { status: 200 }, 'upgrade-refused', 'handshake'],
  ['nothing in time', noAnswer('timeout'), 'upgrade-timeout', 'handshake'],
  ['a reset', noAnswer('ECONNRESET'), 'upgrade-refused', 'handshake'],
  ['what breaks RFC 6455', noAnswer('invalid-handshake'), 'upgrade-refused', 'handshake'],
  ['a refused connection', noAnswer('ECONNREFUSED'), 'target-unreachable', 'platform'],
  ['a bad certificate', noAnswer('CERT_HAS_EXPIRED'), 'target-unreachable', 'platform'],
])('an upgrade answered by %s is found', (_what, changes, code, phase) => {
  const { symptoms } = judgeHandshake(viewEvidence(oneUser((user) => user.signIn().upgrade(changes))))
  expect(symptoms).toMatchObject([{ code, phase, user: 'user-1' }])
})

test('an upgrade that we stopped ourselves says nothing', () => {
  expect(
    plainCodes(
      judgeHandshake,
      oneUser((user) => user.upgrade(noAnswer('cancelled'))),
    ),
  ).toEqual([])
})

test('no welcome within its limit is found', () => {
  const evidence = oneUser((user) => user.signIn().upgrade().after(10_000).close({ scripted: false }))
  expect(plainCodes(judgeHandshake, evidence)).toEqual(['no-welcome-frame'])
})

test('no welcome yet is void, not a failure', () => {
  const evidence = oneUser((user) => user.signIn().upgrade().after(9_000), { ended: 'left', observedUntilMs: 9_200 })
  expect(plainCodes(judgeHandshake, evidence)).toEqual([])
  expect(stateOf('handshake', evidence)).toBe('void')
})

test('an error frame in place of the welcome counts at once', () => {
  const evidence = oneUser((user) =>
    user
      .signIn()
      .upgrade()
      .got({ type: 'error_message', error_code: 'CONNECTION_ERROR', error_message: 'Connection error' })
      .after(5_000)
      .close({ scripted: false }),
  )
  expect(plainCodes(judgeHandshake, evidence)).toEqual(['no-welcome-frame'])
})

test('agent events prove the welcome that is missing', () => {
  const evidence = oneUser((user) => user.signIn().upgrade().chat().after(20_000).close())
  expect(plainCodes(judgeHandshake, evidence)).toEqual([])
})

test.each([
  [1011, 'accepted-then-closed-1011'],
  [1005, 'closed-without-code'],
  [1006, 'closed-mid-run'],
  [1008, 'closed-mid-run'],
])('a close with %s before the welcome belongs to the welcome', (code, expected) => {
  const evidence = oneUser((user) => user.signIn().upgrade().closedBy(code))
  expect(judgeHandshake(viewEvidence(evidence)).symptoms).toMatchObject([{ code: expected, phase: 'welcome' }])
})

test('the close itself is found once, though two judges see it', () => {
  const evidence = oneUser((user) => user.signIn().upgrade().closedBy(1011))
  expect(codesOf(evidence)).toEqual(['accepted-then-closed-1011', 'health-lies'])
})

test.each([
  ['main', []],
  ['legacy', ['mode-echo-trap']],
  ['isolated', ['mode-echo-trap']],
])('a welcome in mode %s', (mode, codes) => {
  expect(
    plainCodes(
      judgeHandshake,
      oneUser((user) => user.signIn().upgrade().welcome({ mode })),
    ),
  ).toEqual(codes)
})

test('one user without any attempt keeps the others from holding', () => {
  const run = new EvidenceBuilder().health()
  run.user(1).whole()
  run.user(2).signIn()
  expect(stateOf('handshake', run.build())).toBe('void')
})

test('a prompt that nothing answers proves no welcome', () => {
  const tell = (afterMs: number) => (user: Parameters<Parameters<typeof oneUser>[0]>[0]) =>
    user.signIn().upgrade().prompt().after(afterMs).close({ scripted: false })
  expect(plainCodes(judgeHandshake, oneUser(tell(20_000)))).toEqual(['no-welcome-frame'])
  expect(judgeHandshake(viewEvidence(oneUser(tell(1_000))))).toMatchObject({
    symptoms: [],
    troubles: [{ cause: 'nothing_examined' }],
  })
})

test('a welcome is due at its limit, counted from the upgrade', () => {
  const waited = (ms: number) =>
    judgeHandshake(
      viewEvidence(
        oneUser((user) =>
          user
            .signIn()
            .upgrade()
            .after(ms - 130)
            .close({ scripted: false }),
        ),
      ),
    ).symptoms
  expect(waited(9_999)).toEqual([])
  expect(waited(10_000)).toMatchObject([
    { code: 'no-welcome-frame', received: 'none in 10000 ms, 0 other frames', expected: 'a welcome within 10000 ms' },
  ])
})

test('the error frame in place of a welcome is the proof, else the upgrade', () => {
  const frames = (tell: Parameters<typeof oneUser>[0]) => {
    const evidence = oneUser(tell)
    const [found] = judgeHandshake(viewEvidence(evidence)).symptoms
    return { received: found?.received, kinds: found?.frames.map((seq) => evidence.facts[seq]?.kind) }
  }
  const error = { type: 'event_batch', events: [{ type: 'heartbeat' }, { type: 'connection_error', message: 'no' }] }
  const withError = frames((user) => user.signIn().upgrade().got({ type: 'pong' }).got(error).sent({ type: 'ping' }))
  expect(withError.kinds).toEqual(['frame'])
  expect(withError.received).toMatch(/, 2 other frames$/)
  const silent = frames((user) => user.signIn().upgrade().after(30_000).close({ scripted: false }))
  expect(silent.kinds).toEqual(['upgrade'])
})
