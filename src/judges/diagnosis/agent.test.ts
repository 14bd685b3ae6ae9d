import { expect, test } from 'vitest'
import { context } from '../evidence.builder.ts'
import { type Case, diagnosed, errorFrame, running, welcomed } from './case.builder.ts'

const failing =
  (message: string): Case['tell'] =>
  (user) =>
    running(user).event('agent_error', { data: { error_message: message } })
const answering =
  (answer: string): Case['tell'] =>
  (user) =>
    running(user).completed(answer)

const cases: readonly Case[] = [
  {
    seen: 'no agents at all',
    code: 'agent-registry-empty',
    tell: failing('Agent supervisor not found. Available agents: []'),
  },
  {
    seen: 'a service that may not',
    code: 'service-auth-403',
    tell: failing('403: Not authenticated (service:netra-backend)'),
  },
  {
    seen: 'a context that cannot be pickled',
    code: 'context-serialization-failure',
    tell: failing("cannot pickle '_contextvars.ContextVar' object"),
  },
  { seen: 'a thread that is gone', code: 'db-session-failure-midrun', tell: failing('404: Thread not found') },
  {
    seen: 'a row that was awaited',
    code: 'db-session-failure-midrun',
    tell: failing("object Row can't be used in 'await' expression"),
  },
  {
    seen: 'a timeout after a few seconds',
    code: 'timeout-hierarchy-inversion',
    tell: failing('Agent execution timed out after 8.0 s'),
  },
  {
    seen: 'a timeout after a minute',
    code: 'unclassified',
    tell: (user) =>
      running(user)
        .after(61_000)
        .event('agent_error', { data: { error: 'timed out' } }),
  },
  { seen: 'no LLM manager', code: 'llm-unavailable', tell: failing('LLM Manager not available') },
  { seen: 'an error of its own kind', code: 'unclassified', tell: failing('division by zero') },
  { seen: 'an error without words', code: 'unclassified', tell: (user) => running(user).event('agent_death') },
  {
    seen: 'an empty prompt, says the agent',
    code: 'content-field-mismatch',
    tell: answering('I received an empty message, so there is nothing that I could do for you at this time.'),
  },
  {
    seen: 'an orchestrator’s fallback',
    code: 'orchestrator-none-fallback',
    tell: answering('Orchestrator unavailable, using fallback mode: your request was accepted and noted.'),
  },
  {
    seen: 'a fallback of another kind',
    code: 'canned-or-fabricated-answer',
    tell: answering('Processing completed with fallback response for: your message about the costs of cloud.'),
  },
]

test.each(cases)('$seen: $code', (given) => {
  expect(diagnosed({ ...given, changes: { observedUntilMs: 90_000 } })).toMatchObject({
    code: given.code,
    verdict: 'fail',
  })
})

test('an error of an inner agent that the outer one survives is no failure', () => {
  const tell: Case['tell'] = (user) =>
    welcomed(user)
      .prompt()
      .started()
      .thinking()
      .event('agent_started', { agent_name: 'Inner' })
      .event('agent_error', { agent_name: 'Inner', data: { error_message: 'it broke' } })
      .tools()
      .completed()
      .after(9_000)
      .close()
  expect(diagnosed({ seen: '', code: '', tell }).verdict).toBe('pass')
})

test('what nobody knows is blamed on the agent whose error it was', () => {
  expect(diagnosed({ seen: '', code: '', tell: failing('division by zero') })).toMatchObject({
    domain: 'agent',
    phase: 'events',
  })
})

const words = errorFrame('X', 'No agents are registered. Available agents: []')

test.each<[string, Case['tell']]>([
  ['an error of the agent', failing('Available agents: []')],
  ['silence after the prompt', (user) => welcomed(user).prompt().got(words).after(200_000).close({ scripted: false })],
  ['silence among the events', (user) => running(user).got(words).after(200_000).close({ scripted: false })],
  ['a close among the events', (user) => running(user).got(words).closedBy(1011, 'Internal error')],
])('what the agent says counts behind %s', (_what, tell) => {
  expect(diagnosed({ seen: '', code: '', tell, changes: { observedUntilMs: 300_000 } }).code).toBe(
    'agent-registry-empty',
  )
})

test.each([
  ['40 s after the prompt', 40_000, 'timeout-hierarchy-inversion'],
  ['later than that', 40_001, 'unclassified'],
])('a timeout %s, late in the run', (_when, afterMs, code) => {
  const tell: Case['tell'] = (user) =>
    welcomed(user.after(90_000))
      .prompt()
      .event('agent_started', {}, 1_000)
      .event('agent_error', { data: { error_message: 'Execution timed out' } }, afterMs - 1_000)
  expect(diagnosed({ seen: '', code, tell, changes: { observedUntilMs: 300_000 } }).code).toBe(code)
})

const fallback = 'Orchestrator unavailable, using fallback mode: your request was accepted and noted.'

test.each<[string, Case['tell'], Case['changes'], string]>([
  ['that is canned as well', answering(`Limited functionality. ${fallback}`), {}, 'orchestrator-none-fallback'],
  [
    'of a target that can prove nothing',
    answering(fallback),
    { capabilities: { ...context.capabilities, proof: 'present' } },
    'orchestrator-none-fallback',
  ],
  ['after a tool was used', (user) => running(user).tools().completed(fallback), {}, 'answer-without-nonce'],
  [
    'in which nobody orchestrates',
    answering('This is fallback text that nobody in particular wrote.'),
    {},
    'answer-without-nonce',
  ],
])('an orchestrator’s fallback %s', (_what, tell, changes, code) => {
  expect(diagnosed({ seen: '', code, tell, changes: changes ?? {} }).codes).toContain(code)
})

test.each([
  ['a short answer', answering('Please enter a message.')],
  ['an error', failing('No prompt was provided')],
])('an empty prompt, says %s', (_what, tell) => {
  expect(diagnosed({ seen: '', code: '', tell }).code).toBe('content-field-mismatch')
})
