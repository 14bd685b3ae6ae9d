import { expect, test } from 'vitest'
import { EvidenceBuilder } from './evidence.builder.ts'
import { findOwners } from './id-owners.ts'
import { crowd } from './isolation.builder.ts'
import { isolationTroubles, sawOwnIds, sawOwnNonce } from './isolation-controls.ts'
import { viewEvidence } from './view.ts'

type Frames = (evidence: ReturnType<typeof crowd>) => ReturnType<typeof crowd>

/** What inbound frames of the first user say, changed. */
const rewritten =
  (change: (data: string) => string): Frames =>
  (evidence) => ({
    ...evidence,
    facts: evidence.facts.map((fact) =>
      fact.kind === 'frame' && fact.user === 'user-1' && fact.direction === 'in'
        ? { ...fact, data: change(fact.data) }
        : fact,
    ),
  })
const isAgents = (data: string) => data.includes('"agent_name"')
const withoutUser = (data: string) => data.replace(/"user_id":"[^"]*",?/g, '')
const withoutRun = (data: string) => data.replace(/"run_id":"[^"]*",?/g, '')

function seesOwnIds(change: Frames, tell?: Parameters<typeof crowd>[0]): boolean {
  const view = viewEvidence(change(crowd(tell)))
  const [first] = view.users
  return first !== undefined && sawOwnIds(findOwners(view))(first)
}

test.each<[string, Frames, boolean]>([
  ['as it is', (evidence) => evidence, true],
  ['with a user id in no frame', rewritten(withoutUser), false],
  ['with a user id in the welcome alone', rewritten((data) => (isAgents(data) ? withoutUser(data) : data)), true],
  [
    'with a user id in the welcome alone and no run id',
    rewritten((data) => (isAgents(data) ? withoutRun(withoutUser(data)) : data)),
    false,
  ],
  ['with a user id in agent events alone', rewritten((data) => (isAgents(data) ? data : withoutUser(data))), true],
  [
    'with a stranger’s user id in every frame, and run ids of its own',
    rewritten((data) => data.replaceAll('e2e-amber-1', 'e2e-stranger')),
    false,
  ],
  [
    'with another’s user id in every frame',
    rewritten((data) => withoutRun(data.replaceAll('e2e-amber-1', 'e2e-birch-2'))),
    false,
  ],
])('the control by ids, %s', (_what, change, passes) => {
  expect(seesOwnIds(change)).toBe(passes)
})

test('a frame without any id takes nothing from the control by ids', () => {
  expect(
    seesOwnIds(
      (evidence) => evidence,
      ({ a }) => a.got({ type: 'pong' }).got({ type: 'agent_thinking' }),
    ),
  ).toBe(true)
})

test('an agent event of a batch is one', () => {
  const batched = rewritten((data) =>
    isAgents(data) ? `{"type":"event_batch","events":[{"type":"pong"},${data}]}` : data,
  )
  expect(seesOwnIds(batched)).toBe(true)
})

function seesOwnNonce(change: Frames, tell?: Parameters<typeof crowd>[0]): boolean {
  const [first] = viewEvidence(change(crowd(tell))).users
  return first !== undefined && sawOwnNonce(first)
}
const reference = /The reference reads [\d.]+/

test('the control by content passes with the reference as it was or transformed, in any conversation', () => {
  const { nonce } = new EvidenceBuilder().user(1).prompt()
  expect(seesOwnNonce((evidence) => evidence)).toBe(true)
  expect(seesOwnNonce(rewritten((data) => data.replace(reference, `It was ${nonce}`)))).toBe(true)
  expect(seesOwnNonce(rewritten((data) => data.replace(reference, 'That is all')))).toBe(false)
  expect(
    seesOwnNonce(
      (evidence) => evidence,
      ({ a }) => a.prompt(),
    ),
  ).toBe(true)
})

test('one socket on which the reference came back is enough', () => {
  const again: Parameters<typeof crowd>[0] = ({ a }) => a.after(20_000).close().upgrade().welcome()
  expect(seesOwnNonce((evidence) => evidence, again)).toBe(true)
})

test('our own prompt is no sign that the reference came back', () => {
  const [first] = viewEvidence(new EvidenceBuilder().build()).users
  expect(first).toBeUndefined()
  const run = new EvidenceBuilder()
  run.user(1).upgrade().welcome().prompt()
  const [user] = viewEvidence(run.build()).users
  expect(user !== undefined && sawOwnNonce(user)).toBe(false)
})

const reasons = (evidence: ReturnType<typeof crowd>) => {
  const view = viewEvidence(evidence)
  return isolationTroubles(view, findOwners(view)).map(({ reason }) => reason)
}

test('one user who talks has nobody to leak to, and so it is said', () => {
  const run = new EvidenceBuilder()
  run.user(1).whole()
  expect(reasons(run.build())).toEqual(['Isolation needs two users who talk at the same time.'])
})

test('of several the one who talked alone is named', () => {
  const run = new EvidenceBuilder()
  for (const n of [1, 2]) run.user(n).upgrade().welcome().chat().after(60_000).close()
  run.user(3).after(40_000).upgrade().welcome().chat().after(19_000).close()
  expect(reasons(run.build())).toEqual(['user-3 talked while nobody else did, so nothing could leak.'])
})

test('a socket may close in the moment in which the last conversation ends, and not before', () => {
  const closing = (earlyMs: number) => {
    const run = new EvidenceBuilder()
    const [a, b] = [1, 2].map((n) => run.user(n).upgrade().welcome().chat())
    if (a === undefined || b === undefined) throw new Error('two users talk')
    a.after(b.atMs - a.atMs - earlyMs - 30).close()
    b.after(9_000).close()
    return reasons(run.build()).length
  }
  expect([closing(0), closing(1)]).toEqual([0, 1])
})

test.each([
  ['the target ended', { code: 1011, initiator: 'server', scripted: false, sentCode: null }],
  ['our clean-up closed', { scripted: false }],
] as const)('a socket that %s early is another judge’s', (_what, changes) => {
  const run = new EvidenceBuilder()
  run.user(1).upgrade().welcome().chat().close(changes)
  run.user(2).upgrade().welcome().chat().chat().close()
  expect(reasons(run.build())).toEqual([])
})

test('of two who talked one after the other the first is named', () => {
  const run = new EvidenceBuilder()
  run.user(1).upgrade().welcome().chat().after(60_000).close()
  run.user(2).after(40_000).upgrade().welcome().chat().after(19_000).close()
  expect(reasons(run.build())).toEqual(['user-1 talked while nobody else did, so nothing could leak.'])
})
