import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../judges/evidence.builder.ts'
import { type Judged, judgeEvidence } from '../judges/judge.ts'
import type { Evidence } from '../model/evidence-file.ts'
import { detectionOf } from './detection.ts'

/** Two users who upgrade together at as many gates as asked for. */
function races(gates: number, changes: (fact: Evidence['facts'][number]) => object = () => ({})): Evidence {
  const builder = new EvidenceBuilder().health()
  const users = [builder.user(1), builder.user(2)]
  for (const user of users) user.signIn()
  for (let gate = 1; gate <= gates; gate++) for (const user of users) user.upgrade().welcome().close()
  const evidence = builder.build()
  const counts = new Map<string, number>()
  const facts = evidence.facts.map((fact) => {
    if (fact.kind !== 'upgrade') return fact
    const gate = (counts.get(fact.user) ?? 0) + 1
    counts.set(fact.user, gate)
    const together = { gate: `gate-${gate}`, size: 2, offsetMs: 0, releasedMs: fact.atMs }
    return { ...fact, together, ...changes(fact) }
  })
  return { ...evidence, facts }
}

const passed: Judged = { ...judgeEvidence(races(1)), verdict: 'pass', findings: [] }

test('attempts without a failure leave a bound', () => {
  const detection = detectionOf(races(6), passed)
  expect(detection).toMatchObject({ attempts: 6, failures: 0, confidence: 0.95, rateBelow: expect.closeTo(0.393, 3) })
})

test('an upgrade that was refused is a failure of its gate alone, and leaves no bound', () => {
  const evidence = races(6, (fact) => (fact.kind === 'upgrade' && fact.ordinal === 3 ? { status: 403 } : {}))
  expect(detectionOf(evidence, passed)).toMatchObject({ attempts: 6, failures: 1, confidence: 0.95, rateBelow: null })
})

test('how far apart the requests of each attempt left is what was measured, not what was planned', () => {
  const evidence = races(2, (fact) => {
    if (fact.kind !== 'upgrade') return {}
    const releasedMs = 1_000 * fact.ordinal + (fact.user === 'user-2' ? 2.5 * fact.ordinal : 0)
    return { together: { gate: `gate-${fact.ordinal}`, size: 2, offsetMs: 7, releasedMs } }
  })
  expect(detectionOf(evidence, passed)?.skewsMs).toEqual([2.5, 5])
})

test('a socket that a finding points at is a failure, a warning is none', () => {
  const evidence = races(2)
  const frame = evidence.facts.findLast((fact) => fact.kind === 'frame')
  const finding = {
    code: 'auth-user-desync',
    domain: 'auth',
    phase: 'welcome',
    severity: 'fail',
    user: 'user-2',
  } as const
  const proof = { ...finding, expected: '', received: '', hint: '', frames: [frame?.seq ?? -1] }
  expect(detectionOf(evidence, { ...passed, verdict: 'fail', findings: [proof] })).toMatchObject({ failures: 1 })
  const warning = { ...proof, severity: 'warn' as const }
  expect(detectionOf(evidence, { ...passed, verdict: 'degraded', findings: [warning] })).toMatchObject({ failures: 0 })
})

test('requests that did not all leave, or left alone, are no attempt', () => {
  const stuck = { together: { gate: 'gate-1', size: 2, offsetMs: 0, releasedMs: null } }
  expect(
    detectionOf(
      races(1, (fact) => ('user' in fact && fact.user === 'user-2' ? stuck : {})),
      passed,
    ),
  ).toBeNull()
  expect(
    detectionOf(
      races(1, () => ({ together: undefined })),
      passed,
    ),
  ).toBeNull()
})

test.each(['error', 'inconclusive', 'cancelled'] as const)('a run that is %s proves nothing', (verdict) => {
  expect(detectionOf(races(3), { ...passed, verdict })).toBeNull()
})
