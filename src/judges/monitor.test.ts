import { expect, test } from 'vitest'
import type { MonitorFact } from '../model/evidence.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { judgeEvidence } from './judge.ts'
import { nothing, oneUser, stateOf } from './judging.builder.ts'
import { judgeMonitor } from './monitor.ts'
import { viewEvidence } from './view.ts'

function confessing(what: MonitorFact['what'], user: string | null = null) {
  const run = new EvidenceBuilder().health()
  run.user(1).whole()
  run.add({ kind: 'monitor', atMs: 19_000, user, what, durationMs: 0, detail: 'what happened' })
  return run.build()
}

test('a monitor that worked holds', () => {
  expect(
    stateOf(
      'monitor',
      oneUser((user) => user.whole()),
    ),
  ).toBe('holds')
})

test('nothing done is void', () => {
  expect(stateOf('monitor', nothing)).toBe('void')
  expect(judgeEvidence(nothing)).toMatchObject({ verdict: 'inconclusive', cause: 'nothing_examined' })
})

test.each([
  ['scenario-threw', 'scenario_threw'],
  ['offline', 'offline'],
  ['credentials-refused', 'credentials'],
  ['deadline', 'internal'],
  ['cleanup-failed', 'internal'],
] as const)('%s is our own error', (what, cause) => {
  expect(judgeEvidence(confessing(what))).toMatchObject({ verdict: 'error', cause, domain: 'monitor', phase: null })
})

test.each(['loop-stalled', 'clock-jump', 'cancelled'] as const)(
  '%s that spoiled nothing leaves a pass a pass',
  (what) => {
    expect(judgeEvidence(confessing(what)).verdict).toBe('pass')
  },
)

test('a flood of frames is the target’s doing', () => {
  const flooded = confessing('frame-flood', 'user-1')
  const seq = flooded.facts.find(({ kind }) => kind === 'monitor')?.seq
  expect(judgeMonitor(viewEvidence(flooded)).symptoms).toMatchObject([
    { code: 'frame-flood', user: 'user-1', frames: [seq] },
  ])
  expect(judgeEvidence(confessing('frame-flood', 'user-1'))).toMatchObject({ verdict: 'fail', domain: 'routing' })
})

test.each(['error', 'deadline'] as const)('a run that ended by %s is an error, also without a word why', (ended) => {
  expect(judgeEvidence(oneUser((user) => user.whole(), { ended }))).toMatchObject({
    verdict: 'error',
    cause: 'internal',
  })
})

test.each([
  ['at the sign-in', (run: EvidenceBuilder) => run.user(1).http({ status: 429 })],
  ['at the upgrade', (run: EvidenceBuilder) => run.user(1).signIn().upgrade({ status: 429 })],
  [
    'at a health endpoint',
    (run: EvidenceBuilder) => run.user(1).http({ purpose: 'health', status: 429 }).signIn().upgrade({ status: 403 }),
  ],
])('a rate limit %s makes the run inconclusive, and blames nobody', (_where, tell) => {
  const run = new EvidenceBuilder()
  tell(run)
  const judged = judgeEvidence(run.build())
  expect(judged).toMatchObject({ verdict: 'inconclusive', cause: 'rate_limited', phase: null, domain: null })
  expect(judged.findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['cloud-armor-rate-ban-429 warn'])
})

test('rate limits are counted, and each belongs to the rung on which it came', () => {
  const run = new EvidenceBuilder()
  const user = run.user(1).http({ purpose: 'health', status: 429 })
  const words = () => judgeMonitor(viewEvidence(run.build())).troubles.map(({ reason }) => reason)
  expect(words()).toEqual(['The target answered 429 to a request: nothing after it says anything.'])
  user.http({ status: 429 }).upgrade({ status: 429 })
  expect(words()).toEqual(['The target answered 429 to 3 requests: nothing after it says anything.'])
  const { symptoms } = judgeMonitor(viewEvidence(run.build()))
  expect(symptoms.map(({ phase }) => phase)).toEqual(['platform', 'auth', 'handshake'])
})

test.each([
  ['deadline', 'the run ran out of time'],
  ['error', 'the run broke off'],
] as const)('an end by %s without a word says that %s', (ended, why) => {
  const run = new EvidenceBuilder()
  run.user(1).signIn()
  const { troubles } = judgeMonitor(viewEvidence(run.build({ ended })))
  expect(troubles.map(({ reason }) => reason)).toEqual([`The monitor could not finish its work: ${why}.`])
})

test('what the monitor said itself needs no second word from how the run ended', () => {
  const { troubles } = judgeMonitor(
    viewEvidence({
      ...confessing('scenario-threw'),
      context: { ...confessing('scenario-threw').context, ended: 'error' },
    }),
  )
  expect(troubles.map(({ cause }) => cause)).toEqual(['scenario_threw'])
})

test('what was broken before the rate limit stays broken', () => {
  const run = new EvidenceBuilder()
  run.user(1).signIn().upgrade({ status: 500 })
  run.user(2).after(5_000).http({ status: 429 })
  expect(judgeEvidence(run.build())).toMatchObject({ verdict: 'fail', phase: 'handshake' })
})

test('its testimony counts though no scenario names it', () => {
  const evidence = confessing('scenario-threw')
  const silent = { ...evidence, context: { ...evidence.context, judges: ['closes'] } }
  const judged = judgeEvidence(silent)
  expect(judged).toMatchObject({ verdict: 'error', cause: 'scenario_threw' })
  expect(judged.judgements.map(({ judge }) => judge)).toEqual(['closes'])
})

test.each([
  ['what happened', 'The scenario threw: what happened.'],
  ['', 'The scenario threw: scenario-threw.'],
])('a confession of %j is told as it is', (detail, reason) => {
  const run = new EvidenceBuilder()
  run.add({ kind: 'monitor', atMs: 19_000, user: null, what: 'scenario-threw', durationMs: 0, detail })
  expect(judgeMonitor(viewEvidence(run.build())).troubles).toMatchObject([{ reason }])
})
