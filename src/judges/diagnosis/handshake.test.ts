import { expect, test } from 'vitest'
import { type Case, connected, diagnosed, errorFrame, running, welcomed } from './case.builder.ts'

const mainModeError = (type: string) => errorFrame('CONNECTION_ERROR', 'Connection error in main mode', type)

const cases: readonly Case[] = [
  {
    seen: 'a bare 1011 after the upgrade',
    code: 'accepted-then-closed-1011',
    tell: (user) => connected(user).closedBy(1011),
  },
  {
    seen: 'a TypeError, then 1011',
    code: 'symbol-missing-1011',
    tell: (user) => connected(user).got(mainModeError('TypeError')).closedBy(1011, 'main mode error'),
  },
  {
    seen: 'a NameError, then 1011',
    code: 'symbol-missing-1011',
    tell: (user) => connected(user).got(mainModeError('NameError')).closedBy(1011, 'main mode error'),
  },
  {
    seen: 'a RecursionError, then 1011',
    code: 'factory-self-recursion-1011',
    tell: (user) => connected(user).got(mainModeError('RecursionError')).closedBy(1011, 'main mode error'),
  },
  {
    seen: 'an error of no known type, then 1011',
    code: 'accepted-then-closed-1011',
    tell: (user) => connected(user).got(mainModeError('ConnectionAbortedWeirdly')).closedBy(1011, 'main mode error'),
  },
  {
    seen: '500 with a Python error',
    code: 'symbol-missing-1011',
    tell: (user) =>
      user.signIn().upgrade({ status: 500, body: "TypeError: 'coroutine' object has no attribute 'get'" }),
  },
  {
    seen: 'call accept first',
    code: 'handshake-accept-race',
    tell: (user) =>
      running(user)
        .got(errorFrame('X', 'WebSocket is not connected. Need to call "accept" first.'))
        .closedBy(1000, 'main cleanup'),
  },
  {
    seen: 'state connecting',
    code: 'state-machine-stuck-connecting',
    tell: (user) =>
      connected(user).got(errorFrame('X', 'cannot send in state: CONNECTING')).after(20_000).close({ scripted: false }),
  },
  {
    seen: 'no welcome, but pongs',
    code: 'no-welcome-frame',
    tell: (user) =>
      connected(user).control('out', 'ping').control('in', 'pong').after(30_000).close({ scripted: false }),
  },
  {
    seen: 'no welcome, and nobody asked',
    code: 'no-welcome-frame',
    tell: (user) => connected(user).after(30_000).close({ scripted: false }),
  },
  {
    seen: 'no sign of life though we asked, but for pongs of the protocol',
    code: 'silent-auth-hang',
    tell: (user) => {
      connected(user).control('out', 'ping').control('in', 'pong').after(10_000).sent({ type: 'ping', timestamp: 1 })
      user.after(20_000).close({ scripted: false })
    },
  },
  {
    seen: 'a pong of the application, but no welcome',
    code: 'no-welcome-frame',
    tell: (user) => {
      connected(user).after(10_000).sent({ type: 'ping', timestamp: 1 })
      user.got({ type: 'pong', data: {} }).after(20_000).close({ scripted: false })
    },
  },
  {
    seen: 'a clean close among the events',
    code: 'clean-close-crash-1000',
    tell: (user) => running(user).closedBy(1000, 'main cleanup'),
  },
  {
    seen: 'a clean close at the first prompt',
    code: 'router-signature-mismatch',
    tell: (user) => welcomed(user).prompt().closedBy(1000, 'main cleanup'),
  },
  {
    seen: 'a going-away among the events',
    code: 'closed-mid-run',
    tell: (user) => running(user).closedBy(1001, 'going away'),
  },
  { seen: 'one socket that just ended', code: 'dirty-close-1006', tell: (user) => running(user).closedBy(1006) },
  { seen: 'a close frame without a code', code: 'closed-without-code', tell: (user) => running(user).closedBy(1005) },
  {
    seen: 'our close that nobody answered',
    code: 'dirty-close-1006',
    tell: (user) => welcomed(user).chat().after(9_000).close({ code: 1006 }),
  },
]

test.each(cases)('$seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail' })
})

test.each([
  'NameError',
  'UnboundLocalError',
  'TypeError',
  'AttributeError',
  'ImportError',
  'ModuleNotFoundError',
  'KeyError',
])('%s before a 1011 is a defect in the code', (type) => {
  const tell: Case['tell'] = (user) => connected(user).got(mainModeError(type)).closedBy(1011, 'main mode error')
  expect(diagnosed({ seen: '', code: '', tell }).code).toBe('symbol-missing-1011')
})

test.each<[string, Case['tell'], string]>([
  [
    'state connecting, and a close',
    (user) => connected(user).got(errorFrame('X', 'cannot send in state: CONNECTING')).closedBy(1011),
    'state-machine-stuck-connecting',
  ],
  [
    'a clean close after a result of an inner agent',
    (user) =>
      running(user)
        .event('agent_started', { agent_name: 'Inner' })
        .tools()
        .event('agent_completed', {
          agent_name: 'Inner',
          data: { result: { answer: `Turn off what idles at night and in the weekend: ${user.expected}.` } },
        })
        .closedBy(1000, 'main cleanup'),
    'clean-close-crash-1000',
  ],
  [
    'no welcome, and a prompt of ours that was no question for a sign of life',
    (user) => connected(user).prompt().after(30_000).close({ scripted: false }),
    'no-welcome-frame',
  ],
])('%s', (_seen, tell, code) => {
  expect(diagnosed({ seen: '', code: '', tell }).code).toBe(code)
})
