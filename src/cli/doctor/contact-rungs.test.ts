import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import { judgeEvidence } from '../../judges/judge.ts'
import type { EvidenceContext } from '../../model/evidence-file.ts'
import { buildReport } from '../../runner/build-report.ts'
import { capabilitiesOf, contactRungs } from './contact-rungs.ts'

function evidenceOf(changes: Partial<EvidenceContext> = {}) {
  const builder = new EvidenceBuilder().health()
  builder.user(1).signIn().verify().upgrade().welcome().chat().close()
  return builder.build(changes)
}

function rung(name: string, changes: Partial<EvidenceContext>, prompted = true) {
  const evidence = evidenceOf(changes)
  const report = buildReport(evidence, judgeEvidence(evidence))
  return contactRungs({ report, evidence }, evidence.context.thresholds, prompted).find((each) => each.name === name)
}

test.each([
  [0, 'ok', 'theirs is 0 s ahead of ours'],
  [5_000, 'ok', 'theirs is 5 s ahead of ours'],
  [-61_000, 'warning', 'theirs is 61 s behind ours'],
  [null, 'warning', 'no answer carried a date'],
])('a clock offset of %s ms', (clockOffsetMs, state, said) => {
  expect(rung('clock', { clockOffsetMs })).toMatchObject({ state, said })
})

test('credentials that are refused break their rung, with the reason and what to do', () => {
  const builder = new EvidenceBuilder().health()
  builder.user(1).http({ status: 401, body: '{"detail":"Invalid key"}' })
  const detail = 'https://auth.example answered 401'
  builder.add({ kind: 'monitor', atMs: 200, user: 'user-1', what: 'credentials-refused', durationMs: 0, detail })
  const evidence = builder.build()
  const report = buildReport(evidence, judgeEvidence(evidence))
  const rungs = contactRungs({ report, evidence }, evidence.context.thresholds, false)
  const broken = rungs.filter(({ state }) => state === 'broken')
  expect(broken).toMatchObject([{ name: 'credentials', said: expect.stringContaining(detail) }])
  expect(broken[0]?.todo).toContain('signIn')
})

test('a rung that nobody judged is not-run, never ok', () => {
  expect(rung('negative controls', {})).toMatchObject({ state: 'not-run' })
  expect(rung('capabilities', {}, false)).toMatchObject({ state: 'not-run' })
})

test('what an agent can prove is read from its answer', () => {
  const evidence = evidenceOf()
  expect(capabilitiesOf(evidence)).toEqual({ tools: true, proof: 'transformed' })
  const facts = evidence.facts.map((fact) => (fact.kind === 'prompt' ? { ...fact, expected: 'never said' } : fact))
  expect(capabilitiesOf({ ...evidence, facts }).proof).not.toBe('transformed')
})
