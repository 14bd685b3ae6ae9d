import { expect, test } from 'vitest'
import { codes } from '../model/codes.ts'
import { policies, type Severity } from '../model/words.ts'
import { play, playOut } from './conversation-script.arbitrary.ts'
import { type Rule, rules } from './policy-rules.ts'

const weights: readonly (Severity | null)[] = [null, 'warn', 'fail']

test.each(Object.entries(rules))('%s weighs no more under a laxer policy', (_name, { weight }) => {
  const [strict, observed, minimal] = policies.map((policy) => weights.indexOf(weight[policy]))
  expect(minimal).toBeLessThanOrEqual(observed ?? 0)
  // Neither thinking nor tools is two breaches under strict, which asks for both.
  expect(weight.observed === 'fail' && weight.strict === null ? 2 : strict).toBeGreaterThanOrEqual(observed ?? 0)
})

test.each(Object.entries(rules))('%s has a code of the catalogue and says what should have come', (_name, rule) => {
  expect(Object.hasOwn(codes, rule.code)).toBe(true)
  expect(rule.expected).toMatch(/\S+ \S+/)
})

/** For each rule a conversation that breaks it. */
const broken: Readonly<Record<Exclude<Rule, 'silent' | 'never-started' | 'timed-out'>, readonly string[]>> = {
  'completed-before-start': ['start A', 'think A', 'complete B = y', 'start B', 'complete A = x'],
  'completed-without-start': ['start A', 'think A', 'complete B = y', 'complete A = x'],
  'ended-twice': ['start A', 'start B', 'think B', 'complete B = y', 'complete B = y', 'complete A = x'],
  'event-after-end': ['start A', 'think A', 'complete A = x', 'think A'],
  'tool-completed-before-executing': ['start A', 'done a', 'exec a', 'complete A = x'],
  'tool-completed-without-executing': ['start A', 'exec b', 'done b', 'done a', 'complete A = x'],
  'tool-completed-twice': ['start A', 'exec a#1', 'done a#1', 'done a#1', 'complete A = x'],
  'thinking-before-start': ['start A', 'think B', 'start B', 'complete B = y', 'complete A = x'],
  'thinking-without-start': ['think A', 'complete A = x'],
  'tool-before-start': ['exec a', 'start A', 'done a', 'complete A = x'],
  'tool-without-start': ['exec a', 'done a', 'complete A = x'],
  'thinking-after-end': ['start A', 'start B', 'complete B', 'think B', 'complete A = x'],
  'tool-after-end': ['start A', 'start B', 'complete B', 'exec a B', 'done a B', 'complete A = x'],
  'tool-without-completed': ['start A', 'exec a', 'complete A = x'],
  'nothing-between': ['start A', 'complete A = x'],
  'thinking-missing': ['start A', 'exec a', 'done a', 'complete A = x'],
  'tools-missing': ['start A', 'think A', 'complete A = x'],
  'outermost-unfinished': ['start A', 'think A', 'start B', 'exec a', 'done a', 'complete B = y'],
  'outermost-started-twice': ['start A', 'start A', 'think A', 'complete A = x'],
  'started-twice': ['start A', 'start B', 'start B', 'think B', 'complete B', 'complete A = x'],
  'tool-executing-twice': ['start A', 'exec a#1', 'exec a#1', 'done a#1', 'complete A = x'],
  'agents-unfinished': ['start A', 'start B', 'think B', 'complete A = x'],
}

test.each(Object.entries(broken))('breaking %s is seen under its code, as heavy as the policy says', (name, script) => {
  const rule = Object.entries(rules).find(([other]) => other === name)?.[1]
  for (const policy of policies) {
    const severities = playOut(script, { policy })
      .violations.filter(({ code, expected }) => code === rule?.code && expected === rule?.expected)
      .map(({ severity }) => severity)
    expect(severities).toEqual([rule?.weight[policy] ?? []].flat())
  }
})

test.each([
  ['silent', ['start A', 'wait 90000']],
  ['never-started', ['heartbeat', 'wait 20000']],
  ['timed-out', ['start A', 'wait 80000', 'think A', 'wait 50000']],
] as const)('breaking %s is seen under its code by every policy', (name, script) => {
  for (const policy of policies) {
    const conversation = play(script, { policy })
    conversation.finish(140_000)
    expect(conversation.violations.map(({ code }) => code)).toEqual([rules[name].code])
  }
})
