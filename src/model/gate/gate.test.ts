import { expect, test } from 'vitest'
import type { RunReport } from '../report.ts'
import { decideGate } from './decide-gate.ts'
import { gateSchema } from './gate-report.ts'
import { isSlower, median } from './is-slower.ts'

type Wire = NonNullable<RunReport['wire']>
const clean: Wire['closes'][number] = { code: 1000, initiator: 'client', scripted: true, count: 1 }
const completed: Wire['events'][number] = { type: 'agent_completed', count: 1, fields: ['result', 'run_id'] }
const started: Wire['events'][number] = { type: 'agent_started', count: 1, fields: ['run_id'] }
const wire: Wire = {
  events: [completed, started],
  closes: [clean],
}
const finding = { code: 'no-welcome-frame', domain: 'handshake', phase: 'welcome', user: null } as const
const fail: RunReport['findings'][number] = {
  ...finding,
  severity: 'fail',
  expected: '',
  received: '',
  frames: [],
  hint: '',
}
const quick = { signInMs: null, upgradeMs: null, welcomeMs: null, firstEventMs: null, answerMs: 2_000 }

function run(over: Partial<RunReport> = {}, answerMs = 2_000): RunReport {
  return {
    runId: 'r',
    scenario: 'golden-path',
    target: 'staging',
    purpose: 'gate',
    policy: 'observed',
    seed: 's',
    attempts: 1,
    startedAt: '2026-11-22T15:09:01.000Z',
    durationMs: 1,
    verdict: 'pass',
    reason: '',
    phase: null,
    domain: null,
    cause: null,
    steps: [],
    judgements: [],
    findings: [],
    users: [{ id: 'user-1', emailLocalPart: 'wren', timings: { ...quick, answerMs } }],
    wire,
    evidenceFile: null,
    ...over,
  }
}

const times = (n: number, make: (index: number) => RunReport = () => run()) =>
  Array.from({ length: n }, (_, i) => make(i))

function gate(before: readonly RunReport[] | null, after: readonly RunReport[], exitCode = 0) {
  const report = { schema: 'golden-path/report@1', version: '0.1.0', targetKind: 'remote', exitCode } as const
  return decideGate({ ...report, verdict: exitCode === 0 ? 'pass' : 'fail', runs: [...after] }, before)
}

const states = (decided: ReturnType<typeof gate>) => decided.checks.map(({ aspect, state }) => `${aspect} ${state}`)

test('nothing new opens the gate, in a document of its schema', () => {
  const decided = gate(times(5), times(5))
  expect(gateSchema.parse(decided)).toEqual(decided)
  expect(decided).toMatchObject({
    gate: 'open',
    exitCode: 0,
    reason: 'the runs are pass; nothing is worse than before',
  })
  expect(states(decided)).toEqual(['verdicts same', 'events same', 'closes same', 'latency same'])
})

test('without a baseline the runs alone decide', () => {
  expect(gate(null, times(1))).toMatchObject({ gate: 'open', baselineRuns: null, checks: [] })
  expect(gate(null, times(1), 4)).toMatchObject({ gate: 'closed', exitCode: 4 })
})

test('a failure under a new name is worse; one under a known name still keeps the gate closed', () => {
  const bad = run({ verdict: 'fail', findings: [fail] })
  expect(gate(times(2), [run(), bad], 1).checks[0]).toMatchObject({
    state: 'worse',
    before: '2 pass',
    after: '1 pass, 1 fail',
    reason: 'new failures: no-welcome-frame',
  })
  const same = gate([bad], [bad], 1)
  expect(same.checks[0]).toMatchObject({ state: 'same', reason: 'it fails as it did before' })
  expect(same).toMatchObject({ gate: 'closed', exitCode: 1 })
  expect(gate([bad], [run()]).checks[0]).toMatchObject({ state: 'changed', reason: 'no more no-welcome-frame' })
})

const withEvents = (...events: Wire['events']) => run({ wire: { ...wire, events } })

test.each([
  ['a type that never comes any more', [completed], 'worse', 'never came any more: agent_started'],
  [
    'a field that never comes any more',
    [{ ...completed, fields: ['run_id'] }, started],
    'worse',
    'never came any more: agent_completed.result',
  ],
  [
    'a new type with fields',
    [...wire.events, { type: 'agent_paused', count: 1, fields: ['x'] }],
    'changed',
    'new: agent_paused',
  ],
])('%s', (_name, events, state, reason) => {
  const after = withEvents(...events)
  const decided = gate(times(2), [after, after])
  expect(decided.checks[1]).toMatchObject({ aspect: 'events', state, reason })
  expect(decided.exitCode).toBe(state === 'worse' ? 1 : 0)
})

test('a type that came only now and then is not missed', () => {
  const decided = gate(
    [run(), withEvents(completed)],
    times(2, () => withEvents(completed)),
  )
  expect(decided.checks[1]?.state).toBe('same')
})

test('an end that nobody asked for and that was not there before is worse', () => {
  const dropped = { code: 1006, initiator: 'none', scripted: false, count: 2 } as const
  const decided = gate(
    times(2),
    times(2, () => run({ wire: { ...wire, closes: [clean, dropped] } })),
  )
  expect(decided.checks[2]).toMatchObject({
    state: 'worse',
    before: '2 × 1000 by the client as asked',
    after: '2 × 1000 by the client as asked, 4 × 1006 by nobody',
    reason: 'sockets end in a new way: 1006 by nobody',
  })
  expect(decided).toMatchObject({ gate: 'closed', exitCode: 1 })
})

test('answers that take half as long again are worse, with five runs on each side and not with four', () => {
  const slow = (n: number) => times(n, (index) => run({}, 3_000 + index))
  expect(
    gate(
      times(5, (i) => run({}, 2_000 + i)),
      slow(5),
    ).checks[3],
  ).toMatchObject({
    aspect: 'latency',
    state: 'worse',
    before: 'answer 2002 ms (5)',
    after: 'answer 3002 ms (5)',
  })
  expect(gate(times(4), slow(4)).checks[3]).toMatchObject({ state: 'unknown' })
})

test.each([
  ['signInMs', 'sign-in'],
  ['upgradeMs', 'upgrade'],
  ['welcomeMs', 'welcome'],
  ['firstEventMs', 'first event'],
  ['answerMs', 'answer'],
] as const)('%s is compared, when both sides have it', (key, name) => {
  const nothing = { signInMs: null, upgradeMs: null, welcomeMs: null, firstEventMs: null, answerMs: null }
  const took = (ms: number) =>
    run({ users: [{ id: 'user-1', emailLocalPart: 'wren', timings: { ...nothing, [key]: ms } }] })
  const latency = (before: RunReport[], after: RunReport[]) =>
    gate(before, after).checks.filter(({ aspect }) => aspect === 'latency')
  const before = times(5, (index) => took(2_000 + index))
  const after = times(5, (index) => took(3_000 + index))
  expect(latency(before, after)).toEqual([
    {
      scenario: 'golden-path',
      aspect: 'latency',
      state: 'worse',
      before: `${name} 2002 ms (5)`,
      after: `${name} 3002 ms (5)`,
      reason: `${name} takes longer than chance explains`,
    },
  ])
  const none = times(5, () => run({ users: [] }))
  expect([...latency(none, after), ...latency(before, none)]).toEqual([])
})

test('a new warning is a change that keeps the gate open', () => {
  const warned = run({ verdict: 'degraded', findings: [{ ...fail, severity: 'warn' }] })
  const decided = gate([run()], [warned])
  expect(decided.checks[0]).toMatchObject({ state: 'changed', reason: 'new warnings: no-welcome-frame' })
  expect(decided.gate).toBe('open')
})

test('a scenario that the baseline does not have proves nothing', () => {
  expect(
    gate(
      times(1),
      times(2, () => run({ scenario: 'other' })),
    ).checks,
  ).toMatchObject([{ after: '2 runs' }])
  expect(gate(times(1), [run({ scenario: 'other' })]).checks).toMatchObject([
    { scenario: 'other', state: 'unknown', after: '1 run', reason: 'the baseline has no such scenario' },
  ])
})

test('a run that saw nothing is unknown, never the same', () => {
  const { wire: _, ...blind } = run()
  expect(states(gate(times(1), [blind])).slice(1, 3)).toEqual(['events unknown', 'closes unknown'])
})

test.each([
  ['the same numbers', [1000, 1000, 1000, 1000, 1000], [1000, 1000, 1000, 1000, 1000], false],
  ['all of them larger', [1000, 1010, 1020, 1030, 1040], [1300, 1310, 1320, 1330, 1340], true],
  ['larger, but by less than a fifth', [1000, 1010, 1020, 1030, 1040], [1100, 1110, 1120, 1130, 1140], false],
  ['larger, but by less than 50 ms', [10, 11, 12, 13, 14], [50, 51, 52, 53, 54], false],
  ['larger in the middle, which chance explains', [1000, 1000, 1000, 2000, 2000], [900, 900, 2000, 2000, 2000], false],
  ['one outlier', [1000, 1001, 1002, 1003, 1004], [1000, 1001, 1002, 1003, 90_000], false],
  ['all of them smaller', [1000, 1010, 1020, 1030, 1040], [300, 310, 320, 330, 340], false],
  ['too few', [1000, 1000, 1000, 1000], [9000, 9000, 9000, 9000, 9000], null],
])('%s: slower is %s', (_name, before, after, slower) => {
  expect(isSlower(before, after)).toBe(slower)
})

test('the median of an even list lies between its middle two', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([])]).toEqual([2, 2.5, Number.NaN])
})
