import { expect, test } from 'vitest'
import { EvidenceBuilder } from './evidence.builder.ts'
import { judgeEvidence } from './judge.ts'

test('a whole golden path passes', () => {
  const run = new EvidenceBuilder().health()
  run.user(1).whole()
  const judged = judgeEvidence(run.build())
  expect(judged).toMatchObject({ verdict: 'pass', findings: [] })
})
