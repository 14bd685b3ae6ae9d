import type { Code } from '../model/codes.ts'
import type { Policy, Severity } from '../model/words.ts'

type RuleEntry = {
  readonly code: Code
  /** What should have come. */
  readonly expected: string
  /** What a breach weighs under each policy; null: the policy does not ask for it. */
  readonly weight: Readonly<Record<Policy, Severity | null>>
}

const never = { strict: 'fail', observed: 'fail', minimal: 'fail' } as const
const usual = { strict: 'fail', observed: 'fail', minimal: null } as const
const strictOnly = { strict: 'fail', observed: null, minimal: null } as const
const odd = { strict: 'warn', observed: 'warn', minimal: null } as const

/**
 * Every rule of a conversation, the code under which its breach is known and what it weighs. A breach that fails under
 * one policy fails under every stricter one too. An event whose partner comes too late is out of order; one whose partner
 * never comes shows that events are missing; a partner that comes again is a duplicate.
 */
export const rules = {
  'completed-before-start': {
    code: 'events-out-of-order',
    expected: 'agent_started of an agent before its agent_completed',
    weight: never,
  },
  'completed-without-start': {
    code: 'events-missing-partial',
    expected: 'agent_started of every agent that completes',
    weight: never,
  },
  'ended-twice': { code: 'events-duplicated', expected: 'one end of each agent run', weight: never },
  'event-after-end': {
    code: 'events-out-of-order',
    expected: 'no agent event after the end of the outermost agent',
    weight: never,
  },
  'tool-completed-before-executing': {
    code: 'events-out-of-order',
    expected: 'tool_executing before its tool_completed',
    weight: never,
  },
  'tool-completed-without-executing': {
    code: 'events-missing-partial',
    expected: 'tool_executing for every tool_completed',
    weight: never,
  },
  'tool-completed-twice': {
    code: 'events-duplicated',
    expected: 'one tool_completed for each tool call',
    weight: never,
  },
  'thinking-before-start': {
    code: 'events-out-of-order',
    expected: 'agent_started of an agent before its agent_thinking',
    weight: usual,
  },
  'thinking-without-start': {
    code: 'events-missing-partial',
    expected: 'agent_started before the first agent_thinking',
    weight: usual,
  },
  'tool-before-start': {
    code: 'events-out-of-order',
    expected: 'agent_started before the first tool event',
    weight: usual,
  },
  'tool-without-start': {
    code: 'events-missing-partial',
    expected: 'agent_started before the first tool event',
    weight: usual,
  },
  'thinking-after-end': {
    code: 'events-out-of-order',
    expected: 'no agent_thinking of an agent after its end',
    weight: usual,
  },
  'tool-after-end': { code: 'events-out-of-order', expected: 'no tool event of an agent after its end', weight: usual },
  'tool-without-completed': {
    code: 'events-missing-partial',
    expected: 'tool_completed for every tool_executing',
    weight: usual,
  },
  'nothing-between': {
    code: 'events-missing-partial',
    expected: 'agent_thinking or a pair of tool events between start and end',
    weight: { strict: null, observed: 'fail', minimal: null },
  },
  'thinking-missing': { code: 'events-missing-partial', expected: 'at least one agent_thinking', weight: strictOnly },
  'tools-missing': { code: 'events-missing-partial', expected: 'at least one pair of tool events', weight: strictOnly },
  'outermost-unfinished': {
    code: 'events-missing-partial',
    expected: 'agent_completed of the outermost agent',
    weight: strictOnly,
  },
  'outermost-started-twice': {
    code: 'events-duplicated',
    expected: 'one agent_started of the outermost agent',
    weight: { strict: 'fail', observed: 'warn', minimal: null },
  },
  'started-twice': { code: 'events-duplicated', expected: 'one agent_started of each agent run', weight: odd },
  'tool-executing-twice': {
    code: 'events-duplicated',
    expected: 'one tool_executing for each execution id',
    weight: odd,
  },
  'agents-unfinished': {
    code: 'agents-unfinished',
    expected: 'an end of every agent that started',
    weight: { strict: 'warn', observed: 'warn', minimal: 'warn' },
  },
  silent: { code: 'agent-death-silent', expected: 'agent events until the end of the conversation', weight: never },
  'never-started': { code: 'agent-never-starts', expected: 'a first agent event', weight: never },
  'timed-out': { code: 'answer-timeout', expected: 'the end of the conversation', weight: never },
} as const satisfies Readonly<Record<string, RuleEntry>>

/** The name of a rule. */
export type Rule = keyof typeof rules
