import { expect, test } from 'vitest'
import { EvidenceBuilder } from './evidence.builder.ts'
import { identityCollapsed, judgeIdentity } from './identity.ts'
import { judgeEvidence } from './judge.ts'
import { everyJudge, nothing, oneUser, plainCodes, stateOf } from './judging.builder.ts'
import { viewEvidence } from './view.ts'

const welcomed = (userId: unknown) => oneUser((user) => user.signIn().upgrade().welcome({ user_id: userId }))

test.each([
  ['the whole id', 'e2e-amber-1'],
  ['its first 8 characters and dots', 'e2e-ambe...'],
])('%s in the welcome holds', (_what, userId) => {
  expect(plainCodes(judgeIdentity, welcomed(userId))).toEqual([])
  expect(stateOf('identity', welcomed(userId))).toBe('holds')
  expect(identityCollapsed(viewEvidence(welcomed(userId)))).toBe(false)
})

test.each([
  ['the demo user, cut', 'demo-use...', 'auth-bypass-identity-collapse'],
  ['the demo user', 'demo-user-001', 'auth-bypass-identity-collapse'],
  ['an emergency user', 'emergency_1758207600', 'auth-bypass-identity-collapse'],
  ['a relaxed user', 'relaxed_4711', 'relaxed-id-collision'],
  ['a relaxed user, cut', 'relaxed_...', 'relaxed-id-collision'],
  ['somebody else', 'e2e-birch-2', 'auth-user-desync'],
  ['somebody else, cut', 'e2e-birc...', 'auth-user-desync'],
  ['an id that merely begins alike', 'e2e-amber-12', 'auth-user-desync'],
  ['too short a beginning', 'e2e-...', 'auth-user-desync'],
])('%s in the welcome is found', (_what, userId, code) => {
  const evidence = welcomed(userId)
  expect(judgeIdentity(viewEvidence(evidence)).symptoms).toMatchObject([
    { code, safety: true, phase: 'welcome', severity: 'fail' },
  ])
  expect(identityCollapsed(viewEvidence(evidence))).toBe(true)
})

test('without a welcome to name it, the first frame that names a user counts', () => {
  const late = oneUser((user) =>
    user.signIn().upgrade().welcome({ user_id: undefined }).event('agent_started', { user_id: 'demo-user-001' }),
  )
  expect(plainCodes(judgeIdentity, late)).toEqual(['auth-bypass-identity-collapse'])
})

test('a target that never names a user cannot be checked', () => {
  const evidence = oneUser((user) => user.whole(), {})
  const nameless = {
    ...evidence,
    facts: evidence.facts.map((fact) =>
      fact.kind === 'frame' ? { ...fact, data: fact.data.replaceAll('e2e-amber-1', '') } : fact,
    ),
  }
  expect(stateOf('identity', nameless)).toBe('void')
  expect(judgeEvidence(nameless)).toMatchObject({ verdict: 'inconclusive', cause: 'unattributed' })
})

test('nothing seen is void', () => {
  expect(judgeIdentity(viewEvidence(nothing)).examined).toBe(0)
  expect(stateOf('identity', nothing)).toBe('void')
})

test('without a token there is nothing to compare', () => {
  const evidence = welcomed('e2e-amber-1')
  const [user] = evidence.users
  const anonymous = { ...evidence, users: user === undefined ? [] : [{ ...user, userId: null }] }
  expect(judgeIdentity(viewEvidence(anonymous)).examined).toBe(0)
})

test('one wrong id for two users is a collapse, whatever the id', () => {
  const run = new EvidenceBuilder()
  for (const n of [1, 2]) run.user(n).signIn().upgrade().welcome({ user_id: 'someone' })
  expect(plainCodes(judgeIdentity, run.build())).toEqual([
    'auth-bypass-identity-collapse',
    'auth-bypass-identity-collapse',
  ])
})

test('two users whom sign-in gives one id are one user', () => {
  const run = new EvidenceBuilder()
  run.user(1).signIn().upgrade().welcome()
  run.user(2).signIn().upgrade().welcome({ user_id: 'e2e-amber-1' })
  const built = run.build()
  const evidence = { ...built, users: built.users.map((user) => ({ ...user, userId: 'e2e-amber-1' })) }
  const signIn = evidence.facts.find(({ kind, user }) => kind === 'http' && user === 'user-2')?.seq
  expect(judgeIdentity(viewEvidence(evidence)).symptoms).toMatchObject([
    {
      code: 'auth-bypass-identity-collapse',
      phase: 'auth',
      user: 'user-2',
      severity: 'fail',
      safety: true,
      frames: [signIn],
    },
  ])
  expect(identityCollapsed(viewEvidence(evidence))).toBe(true)
})

test('what a health endpoint says later is no proof that two users are one', () => {
  const run = new EvidenceBuilder()
  for (const n of [1, 2]) run.user(n).signIn().verify()
  const built = run.build()
  const evidence = { ...built, users: built.users.map((user) => ({ ...user, userId: 'e2e-amber-1' })) }
  const [found] = judgeIdentity(viewEvidence(evidence)).symptoms
  const proof = evidence.facts.find(({ seq }) => seq === found?.frames[0])
  expect(proof).toMatchObject({ kind: 'http', purpose: 'sign-in', user: 'user-2' })
})

test('users without a token share nothing', () => {
  const run = new EvidenceBuilder()
  for (const n of [1, 2]) run.user(n).signIn().upgrade().welcome()
  const built = run.build()
  const evidence = { ...built, users: built.users.map((user) => ({ ...user, userId: null })) }
  expect(judgeIdentity(viewEvidence(evidence)).symptoms).toEqual([])
  expect(identityCollapsed(viewEvidence(evidence))).toBe(false)
})

test('collapse voids isolation and outranks every rung', () => {
  const run = new EvidenceBuilder().health()
  for (const n of [1, 2]) run.user(n).signIn().upgrade().welcome({ user_id: 'demo-use...' }).chat().closedBy(1006)
  const judged = judgeEvidence(run.build({ judges: everyJudge }))
  expect(judged).toMatchObject({ verdict: 'fail', phase: 'welcome', domain: 'auth' })
  expect(judged.findings[0]?.code).toBe('auth-bypass-identity-collapse')
  expect(judged.judgements.find(({ judge }) => judge === 'isolation')).toMatchObject({ state: 'void' })
})

const as = (id: string) => ({ body: JSON.stringify({ access_token: '⟦token:user-1⟧', user: { id } }) })

test('an account that gets another id at its second sign-in is out of step', () => {
  const evidence = oneUser((user) =>
    user.http(as('e2e-amber-1')).upgrade().welcome().close().http(as('e2e-amber-1-9f')),
  )
  expect(judgeIdentity(viewEvidence(evidence)).symptoms).toMatchObject([
    { code: 'auth-user-desync', phase: 'auth', safety: true, user: 'user-1', received: 'user id e2e-amber-1-9f' },
  ])
  const signIns = evidence.facts.flatMap((fact) => (fact.kind === 'http' && fact.user !== null ? fact.seq : []))
  expect(judgeIdentity(viewEvidence(evidence)).symptoms[0]?.frames).toEqual(signIns)
})

test.each([
  ['the same id', as('e2e-amber-1')],
  ['no id', { body: '{"access_token":"⟦token:user-1⟧"}' }],
  ['an id that is no text', { body: '{"user":{"id":7}}' }],
  ['a refusal', { status: 401, ...as('e2e-other') }],
  ['no JSON', { body: '<html>' }],
])('a second sign-in that gives %s is in step', (_what, second) => {
  const evidence = oneUser((user) => user.http(as('e2e-amber-1')).upgrade().welcome().close().http(second))
  expect(plainCodes(judgeIdentity, evidence)).toEqual([])
})

test('one token with two ids is a desync, even when the second id is another user’s', () => {
  const swapped = new EvidenceBuilder().health()
  const [a, b] = [swapped.user(1), swapped.user(2)]
  for (const user of [a, b]) user.signIn().upgrade().welcome().close()
  a.upgrade().welcome({ user_id: b.userId }).close()
  b.upgrade().welcome().close()
  expect(plainCodes(judgeIdentity, swapped.build())).toEqual(['auth-user-desync'])
})

test.each([
  ['null', null],
  ['nothing', ''],
])('a welcome that names %s leaves it to the first frame that names somebody', (_what, user_id) => {
  const evidence = oneUser((user) =>
    user
      .signIn()
      .upgrade()
      .welcome({ user_id })
      .got({ type: 'heartbeat', user_id: '' })
      .event('agent_started', { user_id: 'e2e-birch-2' }),
  )
  const seq = evidence.facts.findLast(({ kind }) => kind === 'frame')?.seq
  expect(judgeIdentity(viewEvidence(evidence)).symptoms).toMatchObject([
    { code: 'auth-user-desync', received: 'user id e2e-birch-2', frames: [seq] },
  ])
})

test('a socket on which nothing came names nobody, and is none of this judge’s', () => {
  const evidence = oneUser((user) => user.signIn().upgrade())
  expect(judgeIdentity(viewEvidence(evidence))).toMatchObject({ examined: 0, troubles: [], missing: ['user-1'] })
})

test('what a welcome names counts, also where a frame before it named somebody else', () => {
  const evidence = oneUser((user) =>
    user.signIn().upgrade().got({ type: 'heartbeat', user_id: 'e2e-birch-2' }).welcome({ user_id: 'e2e-amber-1' }),
  )
  expect(judgeIdentity(viewEvidence(evidence))).toMatchObject({ examined: 1, symptoms: [] })
})

test('of a batch the first event that names somebody counts', () => {
  const events = [{ type: 'heartbeat' }, { type: 'heartbeat', user_id: 'e2e-birch-2' }]
  const evidence = oneUser((user) =>
    user.signIn().upgrade().got({ type: 'event_batch', events }).event('agent_started', { user_id: 'e2e-amber-1' }),
  )
  expect(plainCodes(judgeIdentity, evidence)).toEqual(['auth-user-desync'])
})
