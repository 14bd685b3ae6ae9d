import { expect, test } from 'vitest'
import { instruction } from '../../protocol/nonce.ts'
import type { UserScript } from '../user-script.builder.ts'
import { type Case, diagnosed, welcomed } from './case.builder.ts'

const asked =
  (tell: (user: Parameters<Case['tell']>[0]) => unknown): Case['tell'] =>
  (user) => {
    welcomed(user).prompt()
    tell(user)
    user.after(100_000).close({ scripted: false })
  }
const reply = (message: string) => ({ type: 'agent_response', data: { message } })
const changes = { observedUntilMs: 150_000 }

const cases: readonly Case[] = [
  { seen: 'silence after the prompt', code: 'agent-never-starts', changes, tell: asked(() => undefined) },
  {
    seen: 'only an ack',
    code: 'unknown-type-acked',
    changes,
    tell: asked((user) => user.got({ type: 'ack', received_type: 'user_message' })),
  },
  {
    seen: 'heartbeats and pongs',
    code: 'agent-never-starts',
    changes,
    tell: asked((user) => user.got({ type: 'heartbeat' }).got({ type: 'pong' })),
  },
  {
    seen: 'the prompt as an answer',
    code: 'mode-echo-trap',
    changes,
    tell: asked((user) => user.got(reply('Legacy processing: user_message'))),
  },
  {
    seen: 'an answer without any event',
    code: 'eventless-engine',
    changes,
    tell: asked((user) => user.got(reply(`Turn off what idles at night, and keep the rest small: ${user.expected}`))),
  },
  {
    seen: 'dots without any event',
    code: 'agent-never-starts',
    changes,
    tell: asked((user) => user.got(reply('...'))),
  },
  {
    seen: '1000 at once after the prompt',
    code: 'router-signature-mismatch',
    tell: (user) => welcomed(user).prompt().closedBy(1000, 'main cleanup'),
  },
  {
    seen: '1000 long after the prompt',
    code: 'clean-close-crash-1000',
    tell: (user) => welcomed(user).prompt().after(8_000).closedBy(1000, 'main cleanup'),
  },
  {
    seen: '1000 after the first event',
    code: 'clean-close-crash-1000',
    tell: (user) => welcomed(user).prompt().started().closedBy(1000, 'main cleanup'),
  },
  {
    seen: 'silence at the second prompt only',
    code: 'thread-user-routing-gap',
    changes,
    tell: (user) => welcomed(user).chat().prompt().after(100_000).close({ scripted: false }),
  },
]

const long = (user: UserScript) => `Turn off what idles at night, and keep the rest small: ${user.expected}`

test.each(['agent_response', 'agent_response_complete', 'final_report', 'message', 'assistant_message'])(
  'an answer as %s without any event comes from an engine without events',
  (type) => {
    const tell = asked((user) => user.got({ type, data: { message: long(user) } }))
    expect(diagnosed({ seen: '', code: '', changes, tell }).code).toBe('eventless-engine')
  },
)

test.each([
  [50, 'agent-never-starts'],
  [51, 'eventless-engine'],
])('a reply of %i characters without any event: %s', (length, code) => {
  const tell = asked((user) => user.got(reply('x'.repeat(length))))
  expect(diagnosed({ seen: '', code, changes, tell }).code).toBe(code)
})

test('our own prompt as an answer is an echo', () => {
  const tell = asked((user) => user.got(reply(`You said: Give me some advice. ${instruction(user.nonce)}`)))
  expect(diagnosed({ seen: '', code: '', changes, tell }).code).toBe('mode-echo-trap')
})

const later = (user: UserScript) => welcomed(user).prompt().after(6_000)

test.each<[string, Case['tell'], string]>([
  ['2 s after the prompt', (user) => welcomed(user).prompt().after(1_970).closedBy(1000), 'router-signature-mismatch'],
  ['later than that', (user) => welcomed(user).prompt().after(1_971).closedBy(1000), 'clean-close-crash-1000'],
  [
    'right after a later frame of ours',
    (user) => {
      later(user).sent({ type: 'ping' })
      user.closedBy(1000)
    },
    'router-signature-mismatch',
  ],
  [
    'right after a frame of theirs',
    (user) => later(user).got({ type: 'heartbeat' }).closedBy(1000),
    'clean-close-crash-1000',
  ],
  [
    'right after a pong of the protocol',
    (user) => later(user).control('out', 'pong').closedBy(1000),
    'clean-close-crash-1000',
  ],
  ['with 1011 at once', (user) => welcomed(user).prompt().closedBy(1011, 'Internal error'), 'closed-mid-run'],
  ['as the answer to ours', (user) => welcomed(user).prompt().close(), 'agent-never-starts'],
])('a close %s', (_when, tell, code) => {
  expect(diagnosed({ seen: '', code, tell }).code ?? 'agent-never-starts').toBe(code)
})

test.each<[string, (user: UserScript) => UserScript, string[]]>([
  ['none of which is answered', (user) => user.prompt().after(100_000), ['agent-never-starts', 'agent-never-starts']],
  [
    'the first of which is answered, but not the second',
    (user) => user.chat().prompt().after(100_000),
    ['thread-user-routing-gap', 'thread-user-routing-gap'],
  ],
])('prompts on one socket, %s', (_what, first, codes) => {
  const tell: Case['tell'] = (user) => first(welcomed(user)).prompt().after(100_000).close({ scripted: false })
  const found = diagnosed({ seen: '', code: '', changes: { observedUntilMs: 400_000 }, tell }).codes
  expect(found.filter((code) => code !== 'health-lies')).toEqual(codes)
})

test.each(cases)('$seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail', phase: 'events' })
})

/** Two users of whom one asks; its events go to the other. */
function crossed(asker: 'older' | 'newer', mark: 'nonce' | 'expected'): string[] {
  const seen: string[] = []
  const tell: Case['tell'] = (user, run) => {
    const other = run.user(2).after(700)
    for (const each of [user, other]) welcomed(each)
    const [asking, getting] = asker === 'older' ? [user, other] : [other, user]
    asking.prompt().after(100_000).close({ scripted: false })
    getting.after(2_000).got({ type: 'agent_thinking', data: { reasoning: `the reference ${asking[mark]}` } })
    getting.after(100_000).close({ scripted: false })
  }
  seen.push(diagnosed({ seen: '', code: '', tell, changes: { ...changes, judges: ['sequence'] } }).code ?? '')
  return seen
}

test.each([
  ['older', 'shared-handler-last-writer-wins'],
  ['newer', 'first-handler-wins'],
] as const)('events of the %s socket that go to the other: %s', (asker, code) => {
  expect(crossed(asker, 'nonce')).toEqual([code])
  expect(crossed(asker, 'expected')).toEqual([code])
})
