import { expect, test } from 'vitest'
import type { StepEvidence } from '../model/evidence-file.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { symptom } from './symptom.ts'
import { unexplainedSteps } from './unexplained-steps.ts'
import { viewEvidence } from './view.ts'

const seen = (severity: 'fail' | 'warn', user: string | null) =>
  symptom({ code: 'unclassified', phase: 'events', user, severity, expected: '', received: '', frames: [] })

function reasons(
  step: Pick<StepEvidence, 'user'> & Partial<StepEvidence>,
  ...symptoms: readonly ReturnType<typeof seen>[]
): string[] {
  const run = new EvidenceBuilder()
  run.step('converse', step.user, step.state ?? 'failed', step.detail ?? 'it broke')
  return unexplainedSteps(viewEvidence(run.build()), symptoms).map(({ reason }) => reason)
}

const ofUser = 'The step "converse" of user-1 failed and nothing seen says why: it broke.'
const ofAll = 'The step "converse" failed and nothing seen says why: it broke.'

test.each<[string, string | null, readonly ReturnType<typeof seen>[], string[]]>([
  ['with nothing seen', 'user-1', [], [ofUser]],
  ['with a failure of the same user', 'user-1', [seen('fail', 'user-1')], []],
  ['with a failure of nobody in particular', 'user-1', [seen('fail', null)], []],
  ['with a failure of another user', 'user-1', [seen('fail', 'user-2')], [ofUser]],
  ['with only a warning of the same user', 'user-1', [seen('warn', 'user-1')], [ofUser]],
  ['of everybody with nothing seen', null, [], [ofAll]],
  ['of everybody with a failure of one user', null, [seen('fail', 'user-2')], []],
  ['of everybody with only a warning', null, [seen('warn', 'user-2')], [ofAll]],
])('a failed step %s', (_what, user, symptoms, expected) => {
  expect(reasons({ user }, ...symptoms)).toEqual(expected)
})

test('a step that failed without a word says so', () => {
  expect(reasons({ user: null, detail: '' })).toEqual([
    'The step "converse" failed and nothing seen says why: no detail.',
  ])
})

test('a step that passed needs no explanation', () => {
  expect(reasons({ user: 'user-1', state: 'passed' })).toEqual([])
})
