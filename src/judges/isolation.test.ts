import { expect, test } from 'vitest'
import { spellings } from '../protocol/nonce.ts'
import { context, EvidenceBuilder } from './evidence.builder.ts'
import { crowd } from './isolation.builder.ts'
import { judgeIsolation } from './isolation.ts'
import { judgeEvidence } from './judge.ts'
import { everyJudge, nothing, plainCodes, stateOf } from './judging.builder.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

const codes = (tell: Parameters<typeof crowd>[0]) => plainCodes(judgeIsolation, crowd(tell))
const note = (message: string) => ({ type: 'agent_response', message })

test('users who see only their own hold', () => {
  expect(codes(() => undefined)).toEqual([])
  expect(judgeEvidence(crowd()).verdict).toBe('pass')
  expect(judgeIsolation(viewEvidence(crowd())).held).toMatch(/^2 pairs/)
})

test('nothing seen is void', () => {
  expect(judgeIsolation(viewEvidence(nothing)).examined).toBe(0)
  expect(stateOf('isolation', nothing)).toBe('void')
})

test.each([
  ['user id', { user_id: 'e2e-birch-2' }],
  ['user id, cut', { user_id: 'e2e-birc...' }],
  ['user id, deep down', { context: { items: [{ owner_user_id: 'e2e-birch-2' }] } }],
  ['user id in camelCase', { targetUserId: 'e2e-birch-2' }],
  ['run id', { run_id: 'run_chat_2_00000002' }],
  ['run id that we gave', { run_id: 'run_gp_21' }],
  ['connection id', { connection_id: 'main_00000002' }],
  ['user id in the words of a frame', { message: 'done for e2e-birch-2.' }],
  ['e-mail address', { message: 'a mail to birch-2@example.com was sent' }],
])('another user’s %s in a frame is a leak', (_what, fields) => {
  const found = judgeIsolation(viewEvidence(crowd(({ a }) => a.got({ type: 'heartbeat', ...fields })))).symptoms
  expect(found).toMatchObject([{ code: 'cross-user-event-leak', user: 'user-1', safety: true, phase: 'isolation' }])
  expect(found[0]?.expected).toContain('user-2')
})

test('the id of somebody outside this run is a leak too', () => {
  expect(codes(({ a }) => a.event('agent_thinking', { user_id: 'e2e-stranger', data: { reasoning: 'x' } }))).toEqual([
    'cross-user-event-leak',
  ])
})

test.each([
  ['a neighbour of our counter', { run_id: 'run_chat_1_00000011' }],
  ['an id that begins like another', { message: 'e2e-birch-22 and run_chat_2_000000021' }],
  ['a renamed thread', { thread_id: 'thread_session_969_44184cce' }],
  ['nobody in particular', { user_id: 'system' }],
  ['our own id, cut', { user_id: 'e2e-ambe...' }],
  ['another spelling of nothing', { thread_id: 'default', run_id: 'null' }],
])('%s is no leak', (_what, fields) => {
  expect(codes(({ a }) => a.got({ type: 'heartbeat', ...fields }))).toEqual([])
})

test('one thread for two users is a leak on whoever got it later', () => {
  const found = codes(({ a, b }) =>
    [a, b].map((user, index) =>
      user.after(100 * index).got({ type: 'thread_created', payload: { thread_id: 'thread_session_1_aa' } }),
    ),
  )
  expect(found).toEqual(['cross-user-event-leak'])
})

test('a frame that names its user belongs to that user, wherever it arrives first', () => {
  const found = judgeIsolation(
    viewEvidence(
      crowd(({ a, b }) => {
        a.got({ type: 'progress_update', user_id: 'e2e-birch-2', run_id: 'run_late' })
        b.after(500).got({ type: 'progress_update', user_id: 'e2e-birch-2', run_id: 'run_late' })
      }),
    ),
  ).symptoms
  expect(found.map(({ user }) => user)).toEqual(['user-1'])
})

test('every spelling of another’s nonce and transformation is found', () => {
  for (const mark of ['nonce', 'expected'] as const) {
    const script = new EvidenceBuilder().user(2).prompt()
    for (const spelling of spellings(script[mark])) {
      expect(codes(({ a }) => a.got(`{"type":"agent_response","message":"so ${spelling} it is"}`))).toEqual([
        'cross-user-event-leak',
      ])
    }
  }
})

test('a nonce that is split over frames is found in the stream', () => {
  const pieces = (user: UserScript, text: string) =>
    [text.slice(0, 6), text.slice(6)].map((content) => user.got({ type: 'stream_chunk', content }))
  expect(codes(({ a, b }) => pieces(a, b.nonce))).toEqual(['cross-user-event-leak'])
  expect(codes(({ a }) => pieces(a, a.nonce))).toEqual([])
})

test('another’s reference in one’s own answer came through the model', () => {
  const tell = ({ a, b }: { a: UserScript; b: UserScript }) =>
    a.event('agent_thinking', { data: { reasoning: `I recall ${b.nonce}` } })
  expect(codes(tell)).toEqual(['llm-cache-cross-user'])
})

test('another’s fact in one’s own answer is state that bled', () => {
  const plant = (evidence: ReturnType<typeof crowd>) => ({
    ...evidence,
    users: evidence.users.map((user) => ({ ...user, plant: `lantern-4031826${user.id.at(-1)}` })),
  })
  const evidence = (fact: string) =>
    plant(crowd(({ a }) => a.event('agent_thinking', { data: { reasoning: `the project is ${fact}` } })))
  expect(plainCodes(judgeIsolation, evidence('lantern-40318262'))).toEqual(['cross-user-state-bleed'])
  expect(plainCodes(judgeIsolation, evidence('lantern-40318261'))).toEqual([])
})

test('another’s fact beside another’s reference came with it', () => {
  const run = crowd(({ a, b }) =>
    a.event('agent_thinking', { data: { reasoning: `the project is lantern-40318262, and ${b.nonce}` } }),
  )
  const users = run.users.map((user) => ({ ...user, plant: `lantern-4031826${user.id.at(-1)}` }))
  expect(plainCodes(judgeIsolation, { ...run, users })).toEqual(['llm-cache-cross-user'])
})

test('another’s masked token is a leak, one’s own is not', () => {
  expect(codes(({ a }) => a.got(note('Bearer ⟦token:user-2⟧')))).toEqual(['cross-user-event-leak'])
  expect(codes(({ a }) => a.got(note('Bearer ⟦refresh:user-2⟧')))).toEqual(['cross-user-event-leak'])
  expect(codes(({ a }) => a.got(note('Bearer ⟦token:user-1⟧')))).toEqual([])
})

const fetched = (body: string) => ({ role: 'api', purpose: 'api-call', body }) as const

test.each([
  ['run id', '[{"run_id":"run_chat_2_00000002"}]'],
  ['connection id', '{"connection_id":"main_00000002"}'],
  ['user id', '[{"user_id":"e2e-birch-2"}]'],
])('another’s %s in the body of an HTTP answer is a leak', (_what, body) => {
  expect(codes(({ a }) => a.http(fetched(body)))).toEqual(['cross-user-event-leak'])
})

test('another’s reference in the body of an HTTP answer is state that bled', () => {
  expect(codes(({ a, b }) => a.http(fetched(`{"notes":["${b.nonce}"]}`)))).toEqual(['cross-user-state-bleed'])
  expect(codes(({ a }) => a.http(fetched(`{"notes":["${a.nonce}"]}`)))).toEqual([])
})

test('a user id in a body in which nobody’s is due is a leak to nobody in particular', () => {
  const [found] = judgeIsolation(
    viewEvidence(crowd(({ a }) => a.http({ ...fetched('no room for e2e-birch-2'), user: null }))),
  ).symptoms
  expect(found).toMatchObject({ code: 'cross-user-event-leak', user: null, severity: 'fail' })
  expect(found?.expected).toContain('nobody in particular')
})

test('the body of a refused upgrade and the reason of a close are looked through as well', () => {
  expect(codes(({ a }) => a.upgrade({ status: 403, body: 'no room for e2e-birch-2' }))).toEqual([
    'cross-user-event-leak',
  ])
  expect(codes(({ a }) => a.closedBy(1011, 'no room for e2e-birch-2'))).toEqual(['cross-user-event-leak'])
})

test('one leak in many frames is one finding, which quotes the first and counts the others', () => {
  const leaks = (times: number) => {
    const evidence = crowd(({ a }) => {
      for (let time = 0; time < times; time += 1) a.got({ type: 'heartbeat', run_id: 'run_chat_2_00000002' })
    })
    const seqs = evidence.facts.flatMap((fact) =>
      fact.kind === 'frame' && fact.user === 'user-1' && fact.data.includes('run_chat_2') ? fact.seq : [],
    )
    return { seqs, found: judgeIsolation(viewEvidence(evidence)).symptoms }
  }
  const once = leaks(1)
  expect(once.found).toMatchObject([{ received: 'run_id run_chat_2_00000002', frames: once.seqs }])
  const thrice = leaks(3)
  expect(thrice.found).toMatchObject([{ received: 'run_id run_chat_2_00000002, and 2 more', frames: thrice.seqs }])
  const often = leaks(25)
  expect(often.found).toMatchObject([{ frames: often.seqs.slice(0, 20) }])
})

test('what two users share by chance is nobody’s', () => {
  const shared = (owners: readonly string[]) => {
    const run = crowd(({ a }) => a.got(note('the word is lantern-40318269')))
    const users = run.users.map((user) => ({
      ...user,
      plant: owners.includes(user.id) ? 'lantern-40318269' : null,
    }))
    return plainCodes(judgeIsolation, { ...run, users })
  }
  expect(shared(['user-1', 'user-2'])).toEqual([])
  expect(shared(['user-2', 'user-3'])).toEqual(['cross-user-state-bleed'])
})

test('a mark counts inside a word, and from six characters on', () => {
  expect(codes(({ a, b }) => a.got(note(`so${b.nonce}it is`)))).toEqual(['cross-user-event-leak'])
  expect(codes(({ a }) => a.got(note('Bearer_⟦token:user-2⟧_')))).toEqual(['cross-user-event-leak'])
  const planted = (plant: string) => {
    const run = crowd(({ a }) => a.got(note(`the word is ${plant}`)))
    const users = run.users.map((user) => (user.id === 'user-2' ? { ...user, plant } : user))
    return plainCodes(judgeIsolation, { ...run, users })
  }
  expect(planted('abc123')).toEqual(['cross-user-state-bleed'])
  expect(planted('ab123')).toEqual([])
})

test.each(['agent_started', 'stream_chunk', 'thread_created', 'message'])('%s to a bystander is a leak', (type) => {
  expect(codes(({ silent }) => silent.got({ type }))).toEqual(['cross-user-event-leak'])
})

test('a broadcast to a bystander has a name of its own', () => {
  expect(codes(({ silent }) => silent.got({ type: 'broadcast_test', message: 'hello all' }))).toEqual([
    'broadcast-to-all-handler',
  ])
})

test.each(['heartbeat', 'pong', 'system_message', 'brand_new'])('%s to a bystander is no leak', (type) => {
  expect(codes(({ silent }) => silent.got({ type }))).toEqual([])
})

test('a collapse of identities voids the whole proof', () => {
  const run = new EvidenceBuilder().health()
  for (const n of [1, 2]) run.user(n).signIn().upgrade().welcome({ user_id: 'demo-use...' }).chat().after(9_000).close()
  expect(judgeIsolation(viewEvidence(run.build())).troubles).toMatchObject([{ cause: 'identity_collapse' }])
})

const troubles = (evidence: ReturnType<typeof crowd>) => judgeIsolation(viewEvidence(evidence)).troubles

test('users who talked one after the other prove nothing', () => {
  const run = new EvidenceBuilder().health()
  for (const n of [1, 2])
    run
      .user(n)
      .after(n * 20_000)
      .signIn()
      .upgrade()
      .welcome()
      .chat()
      .after(90_000)
      .close()
  expect(troubles(run.build({ judges: everyJudge }))).toMatchObject([{ cause: 'no_overlap' }])
})

test('one user alone proves nothing', () => {
  const run = new EvidenceBuilder().health()
  run.user(1).whole()
  expect(judgeEvidence(run.build({ judges: everyJudge }))).toMatchObject({
    verdict: 'inconclusive',
    cause: 'no_overlap',
  })
})

test('a socket that we closed while others still talked was not seen to the end', () => {
  const run = new EvidenceBuilder().health()
  run.user(1).signIn().upgrade().welcome().chat().close()
  run.user(2).signIn().upgrade().welcome().chat().chat().close()
  expect(troubles(run.build({ judges: everyJudge }))).toMatchObject([{ cause: 'no_overlap' }])
})

test('who never sees an id or a reference of its own is no control', () => {
  const evidence = crowd()
  const without = (pattern: RegExp) => ({
    ...evidence,
    facts: evidence.facts.map((fact) =>
      fact.kind === 'frame' && fact.user === 'user-1' && fact.direction === 'in'
        ? { ...fact, data: fact.data.replace(pattern, '') }
        : fact,
    ),
  })
  const reference = /The reference reads [\d.]+/
  expect(troubles(without(/"(user_id|run_id)":"[^"]*",?/g))).toMatchObject([{ cause: 'no_positive_control' }])
  expect(troubles(without(reference))).toMatchObject([{ cause: 'no_positive_control' }])
})

test('a target that cannot prove answers is not asked for its nonce', () => {
  const evidence = crowd(() => undefined, { capabilities: { ...context.capabilities, tools: true, proof: 'present' } })
  const silent = {
    ...evidence,
    facts: evidence.facts.map((fact) =>
      fact.kind === 'frame' && fact.direction === 'in'
        ? { ...fact, data: fact.data.replace(/The reference reads [\d.]+/, 'That is all') }
        : fact,
    ),
  }
  expect(troubles(silent)).toEqual([])
})

test('every frame that came and every body that is not empty is looked at', () => {
  const evidence = crowd(({ a }) => a.http(fetched('')).http(fetched('[]')))
  const looked = evidence.facts.filter(
    (fact) => (fact.kind === 'frame' && fact.direction === 'in') || (fact.kind === 'http' && fact.body !== ''),
  )
  expect(judgeIsolation(viewEvidence(evidence)).examined).toBe(looked.length)
})

test('another’s token in one’s own answer is a leak of events, not of the model', () => {
  const tell = ({ a }: { a: UserScript }) => a.event('agent_thinking', { data: { reasoning: 'Bearer ⟦token:user-2⟧' } })
  expect(codes(tell)).toEqual(['cross-user-event-leak'])
})

test('a frame of one’s own run is one’s own, also where it names no user', () => {
  const thought = (b: UserScript) => ({ type: 'agent_thinking', run_id: 'run_gp_11', data: { reasoning: b.nonce } })
  expect(codes(({ a, b }) => a.got(thought(b)))).toEqual(['llm-cache-cross-user'])
})
