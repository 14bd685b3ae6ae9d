import { expect, test } from 'vitest'
import { type Case, diagnosed, running, welcomed } from './case.builder.ts'

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
