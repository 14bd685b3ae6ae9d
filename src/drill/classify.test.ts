import { expect, test } from 'vitest'
import { isRight, outcomes, type Said } from '../model/drill.ts'
import type { Subject } from './cell.ts'
import { classify, expectation } from './classify.ts'
import { broken, said } from './drill.builder.ts'

const bystanding = broken({ hunted: false })
const either = broken({ expected: { verdict: 'fail', codes: ['agent-death-silent', 'agent-never-starts'] } })
const limited = broken({ expected: { verdict: 'inconclusive', codes: ['cloud-armor-rate-ban-429'] } })
const warned = broken({ expected: { verdict: 'degraded', codes: ['events-burst'] } })
const coarse = { verdict: 'fail', codes: ['lb-auth-header-strip'], coarser: ['no-token-extracted'] } as const
const named = said('fail', 'agent-death-silent')
const healthy: Subject = { kind: 'healthy', name: 'odd', warnings: [] }
const remarkable: Subject = { ...healthy, warnings: ['events-duplicated', 'llm-slow'] }

test.each<[string, Subject, Said, string]>([
  ['a fault under its code', broken(), said('fail', 'agent-death-silent'), 'caught'],
  ['a fault under its code, others after it', broken(), said('fail', 'agent-death-silent', 'llm-slow'), 'caught'],
  ['a fault under the second of its codes', either, said('fail', 'agent-never-starts'), 'caught'],
  ['a fault with its code second', broken(), said('fail', 'llm-slow', 'agent-death-silent'), 'misnamed'],
  ['a fault under its code that no fact proves', broken(), { ...named, isProven: false }, 'misnamed'],
  ['a fault under another code', broken(), said('fail', 'dirty-close-1006'), 'misnamed'],
  ['a fault that passes', broken(), said('pass'), 'missed'],
  ['a fault that only warns, under its code', broken(), said('degraded', 'agent-death-silent'), 'missed'],
  ['a fault of which nothing could be said', broken(), said('inconclusive'), 'missed'],
  ['a rate limit', limited, said('inconclusive', 'cloud-armor-rate-ban-429'), 'caught'],
  ['a rate limit that is blamed', limited, said('fail', 'upgrade-refused'), 'misnamed'],
  ['a rate limit that nobody names', limited, said('inconclusive'), 'misnamed'],
  ['a warning under its code', warned, said('degraded', 'events-burst'), 'caught'],
  ['a warning under another code', warned, said('degraded', 'llm-slow'), 'misnamed'],
  ['a warning that is called a failure', warned, said('fail', 'events-burst'), 'misnamed'],
  ['a warning that is not given', warned, said('pass'), 'missed'],
  ['a fault nobody hunts here, seen under its code', bystanding, said('fail', 'agent-death-silent'), 'caught'],
  ['a fault nobody hunts here, let pass', bystanding, said('pass'), 'quiet'],
  ['a fault nobody hunts here, remarked on', bystanding, said('degraded', 'llm-slow'), 'quiet'],
  ['a fault nobody hunts here, undecided', bystanding, said('inconclusive'), 'quiet'],
  ['a fault nobody hunts here, under another code', bystanding, said('fail', 'llm-slow'), 'misnamed'],
  [
    'a fault nobody hunts here, under a coarser name',
    broken({ expected: coarse, hunted: false }),
    said('fail', 'no-token-extracted'),
    'caught',
  ],
  ['a hunted fault under a coarser name', broken({ expected: coarse }), said('fail', 'no-token-extracted'), 'misnamed'],
  ['a healthy target that passes', healthy, said('pass'), 'passed'],
  ['a healthy target with a warning', healthy, said('degraded', 'llm-slow'), 'false-alarm'],
  ['a healthy target that fails', healthy, said('fail', 'agent-death-silent'), 'false-alarm'],
  ['a healthy target of which nothing could be said', healthy, said('inconclusive'), 'false-alarm'],
  ['a remarkable target that passes', remarkable, said('pass'), 'passed'],
  ['a remarkable target with its warnings', remarkable, said('degraded', 'llm-slow', 'events-duplicated'), 'passed'],
  ['a remarkable target with another warning', remarkable, said('degraded', 'llm-slow', 'events-burst'), 'false-alarm'],
  ['a remarkable target that fails under its code', remarkable, said('fail', 'events-duplicated'), 'false-alarm'],
  ['a fault while we failed ourselves', broken(), said('error'), 'error'],
  ['a fault while we failed, with its code', broken(), said('error', 'agent-death-silent'), 'error'],
  ['a fault nobody hunts here while we failed', bystanding, said('error'), 'error'],
  ['a healthy target while we failed ourselves', healthy, said('error'), 'error'],
  ['a fault while somebody stopped us', broken(), said('cancelled'), 'cancelled'],
  ['a healthy target while somebody stopped us', healthy, said('cancelled'), 'cancelled'],
])('%s', (_name, subject, got, outcome) => {
  expect(classify(subject, got)).toBe(outcome)
})

test('only what a good monitor gives is right', () => {
  expect(outcomes.filter((outcome) => isRight({ outcome }))).toEqual(['caught', 'quiet', 'passed'])
})

test('a row says what would have been right', () => {
  expect(expectation(either)).toEqual({ verdicts: ['fail'], codes: ['agent-death-silent', 'agent-never-starts'] })
  expect(expectation(broken({ expected: coarse })).codes).toEqual(['lb-auth-header-strip'])
  expect(expectation(broken({ expected: coarse, hunted: false })).codes).toEqual([
    'lb-auth-header-strip',
    'no-token-extracted',
  ])
  expect(expectation(healthy)).toEqual({ verdicts: ['pass'], codes: [] })
  expect(expectation(remarkable)).toEqual({ verdicts: ['pass', 'degraded'], codes: ['events-duplicated', 'llm-slow'] })
})
