import { expect, test } from 'vitest'
import { judgeEvidence } from './judge.ts'
import { codesOf, oneUser } from './judging.builder.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

const dropped = { code: 1006, sentCode: null }
const untilThought = (user: UserScript) => user.signIn().upgrade().welcome().prompt().started().thinking()
const resumes = { resumes: 'socket-1' }

test('a conversation goes on where the dropped socket is resumed, and counts once', () => {
  const evidence = oneUser((user) =>
    untilThought(user).close(dropped).upgrade(resumes).welcome().tools().completed().close(),
  )
  const [first, second] = viewEvidence(evidence).sockets
  expect([first?.conversations.length, second?.conversations.length]).toEqual([0, 1])
  expect(second?.conversations[0]?.conversation.events.map(({ type }) => type)).toEqual([
    'agent_started',
    'agent_thinking',
    'tool_executing',
    'tool_completed',
    'agent_completed',
  ])
  expect(judgeEvidence(evidence).verdict).toBe('pass')
})

test('a new prompt on the resumed socket is a conversation of its own', () => {
  const evidence = oneUser((user) =>
    untilThought(user).close(dropped).upgrade(resumes).welcome().tools().completed().chat().close(),
  )
  const [, second] = viewEvidence(evidence).sockets
  expect(second?.conversations.map(({ prompt }) => prompt?.conversation)).toEqual(['user-1/1', 'user-1/2'])
  expect(judgeEvidence(evidence).verdict).toBe('pass')
})

test('it may be carried over more than one drop', () => {
  const evidence = oneUser((user) =>
    untilThought(user)
      .close(dropped)
      .upgrade(resumes)
      .welcome()
      .tools()
      .close(dropped)
      .upgrade({ resumes: 'socket-1-2' })
      .welcome()
      .completed()
      .close(),
  )
  expect(viewEvidence(evidence).sockets.map(({ conversations }) => conversations.length)).toEqual([0, 0, 1])
  expect(judgeEvidence(evidence).verdict).toBe('pass')
})

test.each<[string, (user: UserScript) => UserScript]>([
  ['a start of a tool', (user) => user.event('tool_completed', { tool_name: 'x', results: {} }).completed()],
  ['an end of a tool', (user) => user.event('tool_executing', { tool_name: 'x' }).completed()],
  ['every event of tools', (user) => user.completed()],
])('%s that was on its way at the drop is nobody’s fault, and without a drop it is', (_what, rest) => {
  const verdicts = [
    oneUser((user) => rest(untilThought(user).close(dropped).upgrade(resumes).welcome()).after(9_000).close()),
    oneUser((user) => rest(untilThought(user)).after(9_000).close()),
  ].map((evidence) => judgeEvidence(evidence).verdict)
  expect(verdicts[0]).toBe('pass')
  expect(verdicts[1]).toMatch(/fail|degraded/)
})

test('a dropped conversation that nobody goes on with was left too early to say anything', () => {
  const judged = judgeEvidence(oneUser((user) => untilThought(user).close(dropped)))
  expect([judged.verdict, judged.cause]).toEqual(['inconclusive', 'nothing_examined'])
})

test('a connection that just ends without our asking is the target’s doing all the same', () => {
  expect(codesOf(oneUser((user) => untilThought(user).closedBy(1006)))).toEqual(['dirty-close-1006'])
})

test('an end of an inner agent that was on its way at the drop is nobody’s fault', () => {
  const inner = (user: UserScript) => untilThought(user).event('agent_started', { agent_name: 'Inner' })
  const lost = oneUser((user) =>
    inner(user).close(dropped).upgrade(resumes).welcome().tools().completed().after(12_000).close(),
  )
  expect(codesOf(lost)).toEqual([])
  expect(codesOf(oneUser((user) => inner(user).tools().completed().after(12_000).close()))).toEqual([
    'agents-unfinished',
  ])
})

test('frames up to a new prompt belong to the conversation that was carried over, and no prompt is shared', () => {
  const evidence = oneUser((user) =>
    untilThought(user).close(dropped).upgrade(resumes).welcome().tools().completed().chat().close(),
  )
  const [, second] = viewEvidence(evidence).sockets
  const [carried, own] = second?.conversations ?? []
  expect(own?.frames[0]?.fact.seq).toBe(own?.prompt?.frame)
  expect(carried?.frames.map(({ fact }) => fact.seq)).not.toContain(own?.prompt?.frame)
})

test('a start that was on its way at the drop is nobody’s fault', () => {
  const lost = oneUser((user) =>
    user
      .signIn()
      .upgrade()
      .welcome()
      .prompt()
      .close(dropped)
      .upgrade(resumes)
      .welcome()
      .thinking()
      .tools()
      .completed()
      .after(12_000)
      .close(),
  )
  expect(codesOf(lost)).toEqual([])
})
