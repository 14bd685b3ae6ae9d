import { expect, test } from 'vitest'
import { context, EvidenceBuilder } from './evidence.builder.ts'
import { judgeEvidence } from './judge.ts'
import { nothing, oneUser, plainCodes, stateOf } from './judging.builder.ts'
import { judgeSequence } from './sequence.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

const opened = (user: UserScript) => user.signIn().upgrade().welcome()
const found = (tell: (user: UserScript) => UserScript) =>
  judgeSequence(viewEvidence(oneUser((user) => tell(opened(user).prompt()).after(200_000).close({ scripted: false }))))
    .symptoms

test('the five events in order hold', () => {
  expect(
    plainCodes(
      judgeSequence,
      oneUser((user) => user.whole()),
    ),
  ).toEqual([])
  expect(
    stateOf(
      'sequence',
      oneUser((user) => user.whole()),
    ),
  ).toBe('holds')
})

test('nothing seen is void', () => {
  expect(judgeSequence(viewEvidence(nothing)).examined).toBe(0)
  expect(stateOf('sequence', nothing)).toBe('void')
})

test.each([
  ['no event at all', (user: UserScript) => user, 'agent-never-starts'],
  ['silence after the start', (user: UserScript) => user.started().thinking(), 'agent-death-silent'],
  [
    'a tool that completes before it runs',
    (user: UserScript) =>
      user
        .started()
        .event('tool_completed', { tool_name: 'x', results: {} })
        .event('tool_executing', { tool_name: 'x' })
        .completed(),
    'events-out-of-order',
  ],
  [
    'a tool that never completes',
    (user: UserScript) => user.started().thinking().event('tool_executing', { tool_name: 'x' }).completed(),
    'events-missing-partial',
  ],
  ['two ends', (user: UserScript) => user.started().thinking().tools().completed().completed(), 'events-duplicated'],
  [
    'an event after the end',
    (user: UserScript) => user.started().thinking().tools().completed().tools(),
    'events-out-of-order',
  ],
  ['nothing between start and end', (user: UserScript) => user.started().completed(), 'events-missing-partial'],
])('%s is found', (_what, tell, code) => {
  const fails = found(tell).filter(({ severity }) => severity === 'fail')
  expect(fails.map((symptom) => symptom.code)).toContain(code)
  expect(fails.every(({ phase }) => phase === 'events')).toBe(true)
})

test.each([
  ['agent_error', 'unclassified'],
  ['agent_death', 'unclassified'],
])('%s of the outermost agent is found, and blamed on the agent', (type, code) => {
  expect(found((user) => user.started().event(type, { data: { error_message: 'it broke' } }))).toMatchObject([
    { code, domain: 'agent', phase: 'events' },
  ])
})

test('silence rests on the whole stretch in which nothing came', () => {
  const [silent] = found((user) => user.started().thinking())
  expect((silent?.window?.toMs ?? 0) - (silent?.window?.fromMs ?? 0)).toBeGreaterThanOrEqual(90_000)
})

test('a close in the middle is the finding, not the events that it cost', () => {
  const evidence = oneUser((user) =>
    opened(user).prompt().started().event('tool_executing', { tool_name: 'x' }).closedBy(1006),
  )
  expect(plainCodes(judgeSequence, evidence)).toEqual(['closed-mid-run'])
})

test('what came without what must come before it is found, also when there is no answering end', () => {
  const evidence = oneUser((user) =>
    opened(user).prompt().started().event('tool_completed', { tool_name: 'x', results: {} }).closedBy(1006),
  )
  expect(plainCodes(judgeSequence, evidence)).toEqual(['events-missing-partial', 'closed-mid-run'])
})

test('under strict an answer of the inner agent is no end: the outermost one’s is missing', () => {
  const inner = (user: UserScript) => {
    opened(user).prompt().started().event('agent_started', { agent_name: 'Inner' }).thinking().tools()
    const data = {
      result: { answer: `Turn off what idles at night and in the weekend. The reference reads ${user.expected}.` },
    }
    return user.event('agent_completed', { agent_name: 'Inner', data }).after(30_000).close()
  }
  const evidence = oneUser(inner, { policy: 'strict' })
  expect(judgeSequence(viewEvidence(evidence)).symptoms).toContainEqual(
    expect.objectContaining({
      code: 'events-missing-partial',
      severity: 'fail',
      expected: 'agent_completed of the outermost agent',
    }),
  )
  expect(judgeEvidence(evidence).verdict).toBe('fail')
  expect(judgeEvidence(oneUser(inner)).verdict).toBe('degraded')
})

test('a conversation that we left before it could end is void', () => {
  const evidence = oneUser((user) => opened(user).prompt().started().close({ scripted: false }))
  expect(plainCodes(judgeSequence, evidence)).toEqual([])
  expect(judgeEvidence(evidence)).toMatchObject({ verdict: 'inconclusive', cause: 'nothing_examined' })
})

test('agents that have tools and use none are a warning', () => {
  const tell = (user: UserScript) => opened(user).prompt().started().thinking().completed().close()
  expect(judgeSequence(viewEvidence(oneUser(tell))).symptoms).toMatchObject([
    { code: 'events-missing-partial', severity: 'warn' },
  ])
  expect(
    plainCodes(
      judgeSequence,
      oneUser(tell, { capabilities: { ...context.capabilities, tools: false, proof: 'transformed' } }),
    ),
  ).toEqual([])
  expect(plainCodes(judgeSequence, oneUser(tell, { policy: 'minimal' }))).toEqual([])
})

test('frames that cannot be read are one finding a socket', () => {
  const tell = (user: UserScript) => opened(user).got('<html>').gotBinary('AAEC').chat().close()
  const [first, ...others] = judgeSequence(viewEvidence(oneUser(tell))).symptoms
  expect(first).toMatchObject({ code: 'malformed-frame', phase: 'events', severity: 'fail' })
  expect(first?.frames).toHaveLength(2)
  expect(others).toEqual([])
})

test('a frame that cannot be read before the welcome belongs to the welcome', () => {
  const evidence = oneUser((user) => user.signIn().upgrade().got('nonsense').welcome().chat().close())
  expect(judgeSequence(viewEvidence(evidence)).symptoms).toMatchObject([{ code: 'malformed-frame', phase: 'welcome' }])
})

test('an event without a field of its type is drift, as a warning', () => {
  const tell = (user: UserScript) => opened(user).prompt().started().event('agent_thinking').tools().completed().close()
  expect(judgeSequence(viewEvidence(oneUser(tell))).symptoms).toMatchObject([
    { code: 'event-envelope-drift', severity: 'warn' },
  ])
})

test('heartbeats, acks and unknown types neither break an order nor make one', () => {
  const evidence = oneUser((user) =>
    opened(user)
      .prompt()
      .got({ type: 'ack' })
      .started()
      .got({ type: 'heartbeat' })
      .thinking()
      .got({ type: 'brand_new', x: 1 })
      .tools()
      .completed()
      .got({ type: 'heartbeat' })
      .close(),
  )
  expect(plainCodes(judgeSequence, evidence)).toEqual([])
})

test('a speaker who never spoke keeps the others from holding, a bystander does not', () => {
  const run = (role: 'speaker' | 'bystander') => {
    const builder = new EvidenceBuilder().health()
    builder.user(1).whole()
    builder.user(2, role).signIn().upgrade().welcome().after(10_000).close()
    return builder.build()
  }
  expect(stateOf('sequence', run('speaker'))).toBe('void')
  expect(stateOf('sequence', run('bystander'))).toBe('holds')
})

test('an answer that never ends rests on the stretch after its last event', () => {
  const trickle = (user: UserScript) =>
    [1, 2, 3, 4, 5, 6].reduce(
      (script) => script.event('agent_thinking', { data: { reasoning: 'hm' } }, 55_000),
      user.started(),
    )
  const late = found(trickle).find(({ code }) => code === 'answer-timeout')
  expect(late?.window).toMatchObject({ fromMs: expect.any(Number), toMs: expect.any(Number) })
})

test('an error of an agent is quoted and proven by its own event', () => {
  const evidence = oneUser((user) =>
    opened(user)
      .prompt()
      .started()
      .event('agent_error', { data: { error_message: 'it broke' } })
      .got({ type: 'pong' }),
  )
  const seq = evidence.facts.find((fact) => fact.kind === 'frame' && fact.data.includes('agent_error'))?.seq
  expect(judgeSequence(viewEvidence(evidence)).symptoms).toMatchObject([
    { received: 'agent_error of Supervisor', frames: [seq] },
  ])
})
