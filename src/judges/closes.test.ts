import { expect, test } from 'vitest'
import { judgeCloses } from './closes.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { judgeEvidence } from './judge.ts'
import { nothing, oneUser, plainCodes, stateOf } from './judging.builder.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

const opened = (user: UserScript) => user.signIn().upgrade().welcome()
const found = (tell: (user: UserScript) => unknown) => judgeCloses(viewEvidence(oneUser(tell))).symptoms

test('our scripted 1000, answered by 1000, holds', () => {
  const evidence = oneUser((user) => opened(user).chat().close())
  expect(plainCodes(judgeCloses, evidence)).toEqual([])
  expect(
    stateOf(
      'closes',
      oneUser((user) => user.whole()),
    ),
  ).toBe('holds')
})

test('nothing seen is void', () => {
  expect(judgeCloses(viewEvidence(nothing)).examined).toBe(0)
  expect(stateOf('closes', nothing)).toBe('void')
})

test.each([
  ['before the welcome', (user: UserScript) => user.signIn().upgrade(), 'welcome'],
  ['before any prompt', opened, 'events'],
  ['after a prompt', (user: UserScript) => opened(user).prompt(), 'events'],
  ['among the events', (user: UserScript) => opened(user).prompt().started().thinking(), 'events'],
  [
    'after a result of an inner agent',
    (user: UserScript) =>
      opened(user)
        .prompt()
        .started()
        .event('agent_started', { agent_name: 'Inner' })
        .event('agent_completed', { agent_name: 'Inner', data: { result: { answer: 'so far' } } }),
    'answer',
  ],
  ['after the end of the conversation', (user: UserScript) => opened(user).chat(), 'close'],
])('a close %s belongs to the phase it came in', (_when, tell, phase) => {
  expect(found((user) => tell(user).closedBy(1011))).toMatchObject([{ phase, severity: 'fail' }])
})

test.each([
  [1000, 'closed-mid-run'],
  [1001, 'closed-mid-run'],
  [1005, 'closed-without-code'],
  [1006, 'closed-mid-run'],
  [1008, 'closed-mid-run'],
  [1009, 'closed-mid-run'],
  [1011, 'closed-mid-run'],
  [4001, 'closed-mid-run'],
])('a close with %s in the middle of a conversation is found', (code, expected) => {
  expect(found((user) => opened(user).prompt().started().closedBy(code))).toMatchObject([
    { code: expected, phase: 'events' },
  ])
})

test('a server that says goodbye after the answer is a warning, one that breaks off is a failure', () => {
  expect(found((user) => opened(user).chat().closedBy(1000))).toMatchObject([{ severity: 'warn', phase: 'close' }])
  expect(found((user) => opened(user).chat().closedBy(1006))).toMatchObject([{ severity: 'fail', phase: 'close' }])
})

test.each([
  ['1000', { code: 1000 }, []],
  ['a frame without a code', { code: 1005 }, ['closed-without-code']],
  ['nothing at all', { code: 1006 }, ['closed-mid-run']],
  ['another code', { code: 1011, reason: 'Cleanup error' }, ['closed-mid-run']],
])('our scripted close answered by %s', (_what, changes, codes) => {
  expect(found((user) => opened(user).chat().close(changes)).map(({ code }) => code)).toEqual(codes)
})

test('a close of our own clean-up says nothing of the target', () => {
  expect(found((user) => opened(user).prompt().close({ scripted: false, code: 1006 }))).toEqual([])
})

test.each([
  ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'oversized-frame'],
  ['WS_ERR_INVALID_UTF8', 'malformed-frame'],
  ['WS_ERR_UNEXPECTED_RSV_1', 'malformed-frame'],
])('%s is a protocol error of the target, not a drop', (code, expected) => {
  const close = {
    code: 1006,
    initiator: 'client',
    sentCode: 1002,
    scripted: false,
    error: { code, message: 'bad frame' },
  } as const
  expect(found((user) => opened(user).prompt().started().close(close))).toMatchObject([
    { code: expected, severity: 'fail' },
  ])
})

test('a refused upgrade is an end as well', () => {
  expect(found((user) => user.signIn().upgrade({ status: 500 }))).toMatchObject([{ code: 'upgrade-refused' }])
})

test('a keepalive 1011 is ours when our loop stalled, and theirs when it did not', () => {
  const tell = (loopDelayMs: number) => (user: UserScript) =>
    opened(user).prompt().started().closedBy(1011, 'keepalive ping timeout', { loopDelayMs })
  expect(found(tell(4))).toMatchObject([{ code: 'closed-mid-run' }])
  expect(found(tell(25_000))).toEqual([])
  expect(judgeEvidence(oneUser(tell(25_000)))).toMatchObject({ verdict: 'error', cause: 'loop_stalled' })
})

test('a stall on record while the socket was open is enough', () => {
  const run = new EvidenceBuilder().health()
  const user = opened(run.user(1)).prompt().started()
  run.add({ kind: 'monitor', atMs: user.atMs, user: null, what: 'loop-stalled', durationMs: 900, detail: '' })
  user.after(20_000).closedBy(1011, 'keepalive ping timeout')
  expect(plainCodes(judgeCloses, run.build())).toEqual([])
})

test('a run that was let finish must know how each socket ended', () => {
  const evidence = (ended: 'complete' | 'left') => oneUser((user) => opened(user).chat(), { ended })
  expect(stateOf('closes', evidence('complete'))).toBe('void')
  expect(stateOf('closes', evidence('left'))).toBe('holds')
})

test('a farewell of a server that goes away after the answer is a warning too', () => {
  expect(found((user) => opened(user).chat().closedBy(1001))).toMatchObject([{ severity: 'warn', phase: 'close' }])
})

test.each<[string, (user: UserScript) => unknown, string]>([
  [
    'a close with a reason',
    (user) => opened(user).closedBy(1011, 'it broke', { ageMs: 1_234.4 }),
    'closed by the server with 1011 "it broke" 1234 ms after it opened',
  ],
  [
    'a close without one',
    (user) => opened(user).closedBy(1011, '', { ageMs: 50 }),
    'closed by the server with 1011 50 ms after it opened',
  ],
  [
    'a connection that ended',
    (user) => opened(user).closedBy(1006, '', { ageMs: 50 }),
    'the connection ended with 1006 50 ms after it opened',
  ],
  ['no answer to our close', (user) => opened(user).chat().close({ code: 1006 }), 'no close frame at all (1006)'],
  [
    'another answer to our close',
    (user) => opened(user).chat().close({ code: 1011, reason: 'Cleanup error' }),
    '1011 "Cleanup error"',
  ],
  [
    'a refused upgrade with a body',
    (user) => user.after(500).upgrade({ status: 503, body: 'Service Unavailable', tookMs: 70 }),
    '503 after 70 ms: Service Unavailable',
  ],
  ['a refused upgrade without one', (user) => user.upgrade({ status: 503, tookMs: 70 }), '503 after 70 ms'],
  [
    'an upgrade without an answer',
    (user) => user.upgrade({ status: null, error: { code: 'timeout', message: 'nothing came' }, tookMs: 900 }),
    'timeout: nothing came after 900 ms',
  ],
])('%s is told in so many words', (_what, tell, received) => {
  expect(found(tell)).toMatchObject([{ received }])
})

test.each([
  ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'frames of at most 4 MiB'],
  ['WS_ERR_INVALID_UTF8', 'frames that keep RFC 6455'],
])('at %s is said what was expected', (code, expected) => {
  const error = { code, message: 'bad frame' }
  const close = { code: 1006, initiator: 'client', sentCode: 1002, scripted: false, error } as const
  expect(found((user) => opened(user).prompt().close(close))).toMatchObject([{ expected }])
})

test('events without a welcome belong to the events: a later rung proves the earlier one', () => {
  const tell = (user: UserScript) => user.signIn().upgrade().prompt().started().closedBy(1011)
  expect(found(tell)).toMatchObject([{ phase: 'events', code: 'closed-mid-run' }])
  expect(found((user) => user.signIn().upgrade().prompt().closedBy(1011))).toMatchObject([
    { phase: 'welcome', code: 'accepted-then-closed-1011' },
  ])
})

test('a socket counts by its upgrade, its frames or its close', () => {
  const whole = oneUser((user) => opened(user).close())
  const only = (kinds: readonly string[]) => {
    const facts = whole.facts.filter((fact) => !('socket' in fact) || kinds.includes(fact.kind))
    return judgeCloses(viewEvidence({ ...whole, facts })).examined
  }
  expect([only(['upgrade']), only(['frame']), only(['close']), only([])]).toEqual([1, 1, 1, 0])
})

test('a socket of which only the prompt is on record is no attempt', () => {
  const evidence = oneUser((user) => opened(user).prompt().close())
  const facts = evidence.facts.filter(({ kind }) => kind === 'prompt')
  expect(judgeCloses(viewEvidence({ ...evidence, facts })).examined).toBe(0)
})
