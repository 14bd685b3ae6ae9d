import { expect, test } from 'vitest'
import { breachOf } from './breach.ts'
import type { SeenEvent } from './seen-event.ts'
import { violationsOf } from './violations.ts'

function seen(index: number, type: string, agent: string | null, tool: string | null = null): SeenEvent {
  return {
    index,
    type,
    agent,
    tool,
    executionId: null,
    runId: null,
    threadId: null,
    atMs: index * 1_000,
    seq: index + 10,
  }
}

test('a breach tells the two events that collide in the order in which they came', () => {
  const executing = seen(2, 'tool_executing', 'A', 'search')
  const completed = seen(1, 'tool_completed', null, 'search')
  expect(breachOf('tool-completed-before-executing', completed, executing)).toEqual({
    rule: 'tool-completed-before-executing',
    received: 'tool_completed search, then tool_executing search of A',
    seqs: [11, 12],
  })
})

test('a breach of one event tells that it came alone', () => {
  expect(breachOf('tool-without-completed', seen(3, 'tool_executing', null), null)).toMatchObject({
    received: 'only tool_executing',
    seqs: [13],
  })
})

test('breaches of one rule are one violation with the number of times and a bounded list of frames', () => {
  const breaches = Array.from({ length: 1_000 }, (_, index) =>
    breachOf('event-after-end', seen(index, 'agent_thinking', 'A'), null),
  )
  const [violation, ...others] = violationsOf(breaches, 'minimal')
  expect(others).toEqual([])
  expect(violation?.received).toBe('only agent_thinking of A (1000 times)')
  expect(violation?.seqs).toHaveLength(20)
})

test('rules keep the order in which they were first broken, and what the policy does not mind is left out', () => {
  const breaches = [
    breachOf('started-twice', seen(0, 'agent_started', 'A'), null),
    breachOf('event-after-end', seen(1, 'agent_thinking', 'A'), null),
    breachOf('thinking-after-end', seen(2, 'agent_thinking', 'A'), null),
  ]
  const severities = (policy: 'strict' | 'minimal') => violationsOf(breaches, policy).map(({ severity }) => severity)
  expect(severities('strict')).toEqual(['warn', 'fail', 'fail'])
  expect(severities('minimal')).toEqual(['fail'])
})

test('of no breaches there are no violations', () => {
  expect(violationsOf([], 'strict')).toEqual([])
})
