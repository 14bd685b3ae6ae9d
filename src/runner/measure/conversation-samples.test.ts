import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import type { UserScript } from '../../judges/user-script.builder.ts'
import type { EvidenceContext } from '../../model/evidence-file.ts'
import { counted, finish, measured, oneUser } from './measure.builder.ts'

const ready = (user: UserScript) => user.signIn().upgrade().welcome()

test.each<[string, (user: UserScript) => unknown, Partial<EvidenceContext>, Record<string, number>]>([
  ['that was answered is good', (user) => user.whole(), {}, { good: 1 }],
  ['of two, each counts by itself', (user) => ready(user).chat().chat().close(), {}, { good: 2 }],
  [
    'after a good one can be bad',
    (user) => ready(user).chat().prompt().started().closedBy(1011),
    {},
    { good: 1, bad: 1 },
  ],
  [
    'with events out of order is bad',
    (user) => ready(user).prompt().thinking().started().completed().close(),
    {},
    { bad: 1 },
  ],
  [
    'with an apology for an answer is bad',
    (user) => ready(user).prompt().started().tools().completed(apology).close(),
    {},
    { bad: 1 },
  ],
  ['that was cut is bad', (user) => ready(user).prompt().started().closedBy(1006), {}, { bad: 1 }],
  [
    'as somebody else is bad, however well it went',
    (user) => user.signIn().upgrade().welcome({ user_id: 'demo-user-001' }).chat().close(),
    {},
    { bad: 1 },
  ],
  [
    'that ends well before a socket that does not is good',
    (user) => ready(user).chat().close({ code: 1005 }),
    {},
    { good: 1 },
  ],
  ['that we left is void', (user) => ready(user).prompt().started().close(), { ended: 'left' }, { void: 1 }],
  ['that never began because sign-in failed is bad', (user) => user.http({ status: 500, body: '' }), {}, { bad: 1 }],
  [
    'that never began because our time ran out is void',
    (user) => user.signIn(),
    { ended: 'caller-deadline' },
    { void: 1 },
  ],
  [
    'that nobody was to begin is none',
    (user) => ready(user).close(),
    { judges: ['monitor', 'handshake', 'closes'] },
    {},
  ],
])('a conversation %s', (_name, tell, changes, expected) => {
  expect(counted(finish(oneUser(tell, changes)), 'golden_path_conversations_total', 'outcome')).toEqual(expected)
})

const apology = 'I am sorry, I am unable to process this because of high demand. Please try again in a few minutes.'

test('what an answer proves is counted for what was answered only', () => {
  const proven = finish(oneUser((user) => user.whole()))
  expect(counted(proven, 'golden_path_answers_total', 'result')).toEqual({ proven: 1 })
  const silent = finish(oneUser((user) => ready(user).prompt().started().closedBy(1006)))
  expect(counted(silent, 'golden_path_answers_total', 'result')).toEqual({})
})

test('events are timed from the prompt, each type once, and only those that came', () => {
  const run = finish(oneUser((user) => ready(user).prompt().started().thinking().thinking().after(400).closedBy(1006)))
  const delays = measured(run, 'golden_path_event_delay_seconds', 'event')
  expect(Object.keys(delays)).toEqual(['agent_started', 'agent_thinking'])
  expect(delays.agent_started).toEqual([(130 + 37 * 'agent_started'.length) / 1_000])
  const thoughtMs = 130 + 37 * 'agent_started'.length + 130 + 37 * 'agent_thinking'.length
  expect(delays.agent_thinking).toEqual([thoughtMs / 1_000])
})

test('silence is the longest wait between two events, and none where there was one event', () => {
  const waited = finish(oneUser((user) => ready(user).prompt().started().thinking().event('agent_thinking', {}, 7_000)))
  expect(measured(waited, 'golden_path_event_silence_seconds')).toEqual({ '': [7] })
  const single = finish(oneUser((user) => ready(user).prompt().started()))
  expect(measured(single, 'golden_path_event_silence_seconds')).toEqual({})
})

test('what failed for nobody in particular kept everybody from talking', () => {
  const down = new EvidenceBuilder().health({ status: 503, body: '' })
  down.user(1)
  down.user(2)
  const run = finish(down.build())
  expect(run.report.findings).toMatchObject([{ user: null, severity: 'fail' }])
  expect(counted(run, 'golden_path_conversations_total', 'outcome')).toEqual({ bad: 2 })
})
