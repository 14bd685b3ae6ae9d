import { expect, test } from 'vitest'
import { judgeAnswer } from './answer.ts'
import { context } from './evidence.builder.ts'
import { nothing, oneUser, plainCodes, stateOf } from './judging.builder.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

const padding = 'Keep what is used and turn off the rest, then look again in a month.'
const asked = (user: UserScript) => user.signIn().upgrade().welcome().prompt().started().thinking().tools()
const answered = (
  answer: (user: UserScript) => string,
  proof: 'transformed' | 'echoed' | 'present' = 'transformed',
) => {
  const tell = (user: UserScript) => asked(user).completed(answer(user)).close()
  return plainCodes(judgeAnswer, oneUser(tell, { capabilities: { ...context.capabilities, tools: true, proof } }))
}

test('an answer that holds the transformation holds', () => {
  expect(answered((user) => `${padding} ${user.expected}`)).toEqual([])
  expect(
    stateOf(
      'answer',
      oneUser((user) => user.whole()),
    ),
  ).toBe('holds')
})

test('nothing seen is void', () => {
  expect(judgeAnswer(viewEvidence(nothing)).examined).toBe(0)
  expect(stateOf('answer', nothing)).toBe('void')
})

test.each([
  ['nothing', ''],
  ['dots', '...'],
  ['None', 'None'],
  ['fifty characters', 'x'.repeat(50)],
])('an answer of %s is empty or trivial', (_what, answer) => {
  expect(answered(() => answer)).toEqual(['empty-or-trivial-answer'])
})

test.each([
  'I apologize, but our AI service is temporarily unavailable due to high demand. Please try again in a while.',
  'Your request is taking longer than expected and will be looked at as soon as that is possible.',
  'We are sorry, there was an issue processing your request. Please try again in a few minutes.',
  'At the moment we are unable to process your request, so please come back at another time.',
  'Our AI service is temporarily unavailable, and nobody can say for how long it is going to last.',
  'I am sorry to say that at this time we cannot look into the matter that you have written about.',
])('an apology is found: %s', (answer) => {
  expect(answered(() => answer)).toEqual(['llm-apology-success'])
})

test.each([
  'Agent response for: give me some advice on my costs, in two or three sentences, if you can.',
  'Estimated Annual Savings: $125,000 by right-sizing all instances of your large deployment.',
  'Processing completed with fallback response for: your message about the costs of deployment.',
  'Tool cost_analyzer executed for user e2e-amber-1 with the parameters that the user had given.',
  'The service is running with limited functionality, so only a short reply can be given now.',
  'Mock triage agent response for: the message that you have sent us about your deployment costs.',
  'A mock of what is to come, and nothing but a response to keep the wire busy for a while longer.',
  'With this plan you would save $125,000 within the first twelve months after the change is made.',
  'The estimated annual savings are large, and they grow with every instance that you turn off now.',
  'This text comes from the recovery mechanism, because the first attempt did not end in due time.',
  'Emergency_response: what you asked for is noted, and somebody will look at it by and by, surely.',
  'Legacy processing: the words that you have sent were taken, and they will be looked at some day.',
  'Your request was successfully processed by the fallback, so there is no need to ask once again.',
  'The fallback ran, and so your request was successfully processed without any agent at our side.',
])('a canned text is found: %s', (answer) => {
  expect(answered(() => answer)).toEqual(['canned-or-fabricated-answer'])
})

test('no wording matters once the transformation is there', () => {
  expect(
    answered((user) => `I apologize for the wait; limited functionality aside: ${user.expected}, ${padding}`),
  ).toEqual([])
})

test('our own prompt is no answer', () => {
  const prompt = (user: UserScript) =>
    `You said: Give me some advice. Take the reference ${user.nonce}, put its three groups of digits in reverse order, join them with dots, and write the result in your answer.`
  expect(answered(prompt)).toEqual(['answer-echo'])
})

test.each([
  ['transformed', 'the nonce as it was', ['answer-unproven']],
  ['echoed', 'the nonce as it was', ['answer-unproven']],
  ['present', 'the nonce as it was', ['answer-unproven']],
  ['transformed', 'neither', ['answer-without-nonce']],
  ['echoed', 'neither', ['answer-without-nonce']],
  ['present', 'neither', ['answer-unproven']],
  ['present', 'the transformation', []],
] as const)('of a target that can prove %s, an answer with %s', (proof, what, codes) => {
  const part = (user: UserScript) =>
    what === 'neither' ? '' : what === 'the transformation' ? user.expected : user.nonce
  expect(answered((user) => `${padding} ${part(user)}`, proof)).toEqual(codes)
})

test('what cannot be proven is a warning, what is not there a failure', () => {
  const severities = (tell: (user: UserScript) => string) =>
    judgeAnswer(viewEvidence(oneUser((user) => asked(user).completed(tell(user))))).symptoms.map(
      ({ severity }) => severity,
    )
  expect(severities((user) => `${padding} ${user.nonce}`)).toEqual(['warn'])
  expect(severities(() => padding)).toEqual(['fail'])
})

test('what is found quotes the answer and is proven by the event that brought it', () => {
  const found = (answer: string) => {
    const evidence = oneUser((user) => asked(user).completed(answer).got({ type: 'heartbeat' }).close())
    const completed = evidence.facts.find((fact) => fact.kind === 'frame' && fact.data.includes('agent_completed'))
    return { symptoms: judgeAnswer(viewEvidence(evidence)).symptoms, seq: completed?.seq }
  }
  const wrong = found(padding)
  expect(wrong.symptoms).toMatchObject([{ received: padding, frames: [wrong.seq] }])
  const empty = found('')
  expect(empty.symptoms).toMatchObject([{ received: 'nothing', frames: [empty.seq] }])
})

test('an answer that is nested deep in the result counts', () => {
  const tell = (user: UserScript) =>
    asked(user).event('agent_completed', {
      data: { result: { results: [{ text: padding, more: { say: user.expected } }] } },
    })
  expect(plainCodes(judgeAnswer, oneUser(tell))).toEqual([])
})

test.each([
  ['every 100 ms', [100, 100, 100, 100]],
  ['in the pace of the demo', [500, 1_000, 1_500, 500]],
])('events %s were made up', (_what, [a = 0, b = 0, c = 0, d = 0]) => {
  const tell = (user: UserScript) =>
    user
      .upgrade()
      .welcome()
      .prompt()
      .started()
      .event('agent_thinking', { data: { reasoning: 'hm' } }, a)
      .event('tool_executing', { tool_name: 'analysis' }, b)
      .event('tool_completed', { tool_name: 'analysis', data: { result: {} } }, c)
      .event('agent_completed', { data: { result: { answer: padding } } }, d)
  expect(plainCodes(judgeAnswer, oneUser(tell))).toEqual(['canned-or-fabricated-answer'])
})

test('a tool that only a simulator has gives it away', () => {
  const tell = (user: UserScript) =>
    user
      .upgrade()
      .welcome()
      .prompt()
      .started()
      .thinking()
      .event('tool_executing', { tool_name: 'analysis_tool' })
      .event('tool_completed', { tool_name: 'analysis_tool', data: { result: {} } })
      .completed(padding)
  expect(plainCodes(judgeAnswer, oneUser(tell))).toEqual(['canned-or-fabricated-answer'])
})

test('all events at once are a burst, as a warning', () => {
  const tell = (user: UserScript) =>
    user
      .upgrade()
      .welcome()
      .prompt()
      .started()
      .event('agent_thinking', { data: { reasoning: 'hm' } }, 2)
      .event('agent_thinking', { data: { reasoning: 'hm' } }, 3)
      .event('agent_completed', { data: { result: { answer: `${padding} ${user.expected}` } } }, 2)
  expect(judgeAnswer(viewEvidence(oneUser(tell))).symptoms).toMatchObject([{ code: 'events-burst', severity: 'warn' }])
})

test('an agent that never completed has no answer to judge', () => {
  const evidence = oneUser((user) => asked(user).after(200_000).close({ scripted: false }))
  expect(judgeAnswer(viewEvidence(evidence)).examined).toBe(0)
})

test.each<[string, string, string[]]>([
  ['short', 'Yes.', ['answer-unproven (warn)']],
  ['long', padding, ['answer-unproven (warn)']],
  ['one that repeats the question', `What is it? ${padding}`, ['answer-unproven (warn)']],
  ['an apology, by its words', `I am sorry, I am unable to say. ${padding}`, ['llm-apology-success (warn)']],
  ['one that looks canned', `Estimated annual savings: 7 %. ${padding}`, ['canned-or-fabricated-answer (warn)']],
  ['empty', '', ['empty-or-trivial-answer (fail)']],
])('to the prompt of a person, which asks for no proof, an answer that is %s', (_what, answer, said) => {
  const evidence = oneUser((user) => asked(user).completed(answer).close())
  const facts = evidence.facts.map((fact) =>
    fact.kind === 'prompt' ? { ...fact, text: 'What is it?', nonce: '', expected: '' } : fact,
  )
  const { symptoms, troubles } = judgeAnswer(viewEvidence({ ...evidence, facts }))
  expect(symptoms.map(({ code, severity }) => `${code} (${severity})`)).toEqual(said)
  expect(troubles).toEqual([])
})
