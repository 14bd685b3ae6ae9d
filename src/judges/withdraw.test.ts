import { describe, expect, test } from 'vitest'
import type { MonitorFact } from '../model/evidence.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { judgeEvidence } from './judge.ts'
import { everyJudge } from './judging.builder.ts'
import type { UserScript } from './user-script.builder.ts'

type Window = Pick<MonitorFact, 'what' | 'durationMs'> & { atMs: number }

function run(tell: (user: UserScript) => unknown, { what, durationMs, atMs }: Window, timeScale = 1) {
  const builder = new EvidenceBuilder().health()
  tell(builder.user(1))
  builder.add({ kind: 'monitor', atMs, user: null, what, durationMs, detail: 'we' })
  return judgeEvidence(builder.build({ timeScale }))
}

const slowSignIn = (user: UserScript) => user.http({ tookMs: 9_000, body: '{"access_token":"x"}' })
const refused = (user: UserScript) => user.signIn().after(4_920).upgrade({ status: 500 })

test.each([
  ['loop-stalled', 'loop_stalled'],
  ['clock-jump', 'clock_jump'],
  ['offline', 'offline'],
] as const)('what was timed across %s is taken back, and the run is our error', (what, cause) => {
  const judged = run(slowSignIn, { what, durationMs: 3_000, atMs: 6_000 })
  expect(judged).toMatchObject({ verdict: 'error', cause })
  expect(judged.findings.filter(({ code }) => code === 'sign-in-slow')).toEqual([])
})

test('a stall that was over before takes nothing back', () => {
  const judged = run((user) => slowSignIn(user.after(8_000)), { what: 'loop-stalled', durationMs: 3_000, atMs: 6_000 })
  expect(judged.findings[0]?.code).toBe('sign-in-slow')
})

test.each([
  ['within', 5_050, 'error'],
  ['right after', 4_980, 'error'],
  ['long after', 4_000, 'fail'],
])('a refusal %s a stall', (_when, atMs, verdict) => {
  expect(run(refused, { what: 'loop-stalled', durationMs: 900, atMs }).verdict).toBe(verdict)
})

test('what counts as right after grows with the time scale', () => {
  const window = { what: 'loop-stalled', durationMs: 900, atMs: 4_600 } as const
  expect(run(refused, window, 1).verdict).toBe('fail')
  expect(run(refused, window, 10).verdict).toBe('error')
})

test('a wrong identity is never taken back', () => {
  const judged = run((user) => user.signIn().upgrade().welcome({ user_id: 'demo-use...' }), {
    what: 'loop-stalled',
    durationMs: 20_000,
    atMs: 20_000,
  })
  expect(judged).toMatchObject({ verdict: 'fail', phase: 'welcome' })
})

test('an unreachable target is not blamed by somebody who was offline, whenever that was noticed', () => {
  const gone = { status: null, error: { code: 'ENOTFOUND', message: 'no such name' } }
  expect(run((user) => user.http(gone), { what: 'offline', durationMs: 0, atMs: 15_000 })).toMatchObject({
    verdict: 'error',
    cause: 'offline',
  })
})

test.each([
  ['a sign-in that hangs', (user: UserScript) => user.http({ status: null, error: { code: 'timeout', message: '' } })],
  [
    'an upgrade that hangs before there is a connection',
    (user: UserScript) =>
      user.signIn().upgrade({
        status: null,
        error: { code: 'timeout', message: '' },
        remoteAddress: null,
        timings: { dnsMs: null, tcpMs: null, tlsMs: null, firstByteMs: null },
      }),
  ],
])('%s needs a network of ours, whenever its loss was noticed', (_what, tell) => {
  expect(run(tell, { what: 'offline', durationMs: 0, atMs: 15_000 })).toMatchObject({
    verdict: 'error',
    cause: 'offline',
  })
  expect(run(tell, { what: 'loop-stalled', durationMs: 0, atMs: 15_000 }).verdict).toBe('fail')
})

test('what only somebody online can see is not taken back for a loss that came later', () => {
  const judged = run((user) => user.signIn().upgrade({ status: 500 }), { what: 'offline', durationMs: 0, atMs: 15_000 })
  expect(judged.findings.map(({ code }) => code)).toContain('upgrade-refused')
})

test.each([
  ['began as it ended', 6_000, 'error'],
  ['began just after it', 6_001, 'fail'],
  ['ended 50 ms before it', 4_950, 'error'],
  ['ended 51 ms before it', 4_949, 'fail'],
])('a refusal between 5000 and 5100 ms, and a stall of 900 ms that %s', (_when, atMs, verdict) => {
  expect(run(refused, { what: 'loop-stalled', durationMs: 900, atMs }).verdict).toBe(verdict)
})

test('a wrong identity takes nothing back of what its user saw', () => {
  const builder = new EvidenceBuilder().health()
  const user = builder.user(1).signIn().upgrade().welcome({ user_id: 'demo-use...' }).prompt().started()
  user.after(100_000).close({ scripted: false })
  const { findings } = judgeEvidence(builder.build())
  expect(findings.map(({ code }) => code)).toEqual(['auth-bypass-identity-collapse', 'agent-death-silent'])
})

test('a rate limit takes back what ended with it or later, and nothing that ended before', () => {
  const limitedAt = (atMs: number, endMs: number) => {
    const builder = new EvidenceBuilder().health()
    refused(builder.user(1))
    builder
      .user(2)
      .after(atMs)
      .http({ status: 429, tookMs: endMs - atMs })
    return judgeEvidence(builder.build()).verdict
  }
  expect(limitedAt(5_000, 5_100)).toBe('inconclusive')
  expect(limitedAt(5_000, 5_101)).toBe('fail')
})

test('credentials that are refused as such are our error, not the target’s', () => {
  const judged = run((user) => user.http({ status: 401, body: '{"detail":"Invalid E2E bypass key"}' }), {
    what: 'credentials-refused',
    durationMs: 0,
    atMs: 90,
  })
  expect(judged).toMatchObject({ verdict: 'error', cause: 'credentials', findings: [] })
})

test('the order of a conversation into which frames of others went is not judged', () => {
  const builder = new EvidenceBuilder().health()
  const [a, b] = [builder.user(1), builder.user(2)]
  for (const user of [a, b]) user.signIn().upgrade().welcome()
  b.prompt()
  a.prompt()
    .started()
    .thinking()
    .event('tool_executing', { tool_name: 'x' })
    .event('agent_completed', { user_id: 'e2e-birch-2', run_id: 'run_chat_2_00000002', data: { result: 'done' } })
  b.started().thinking().tools().completed().after(9_000).close()
  a.completed().after(9_000).close()
  const judged = judgeEvidence(builder.build({ judges: everyJudge }))
  expect(new Set(judged.findings.map(({ code }) => code))).toEqual(new Set(['cross-user-event-leak']))
  expect(judged.judgements.find(({ judge }) => judge === 'sequence')?.state).not.toBe('holds')
})

describe('a good token that is refused', () => {
  const bad = { credential: 'tampered', token: 'tampered-token:user-1' } as const
  const breaker = 'Authentication circuit breaker is open'
  const judged = (tell: (user: UserScript) => unknown) => {
    const builder = new EvidenceBuilder()
    tell(builder.user(1).signIn().upgrade().welcome().close())
    return judgeEvidence(builder.build({ judges: ['handshake', 'controls', 'closes'], observedUntilMs: 90_000 }))
  }
  const control = (user: UserScript) => user.upgrade(bad).closedBy(1008, 'Authentication failed')

  test.each<[string, (user: UserScript) => unknown]>([
    ['1011 about a breaker', (user) => user.upgrade().closedBy(1011, breaker)],
    ['1008', (user) => user.upgrade().closedBy(1008, 'Authentication failed')],
    ['401', (user) => user.upgrade({ status: 401 })],
    ['403', (user) => user.upgrade({ status: 403 })],
  ])('with %s right after bad ones of ours says nothing', (_how, refused) => {
    expect(judged((user) => refused(control(user)))).toMatchObject({
      verdict: 'inconclusive',
      cause: 'no_positive_control',
      findings: [],
    })
  })

  test.each<[string, (user: UserScript) => unknown, string]>([
    ['36 s later', (user) => control(user).after(36_000).upgrade().closedBy(1011, breaker), 'auth-circuit-open'],
    ['before them', (user) => control(user.upgrade().closedBy(1011, breaker)), 'auth-circuit-open'],
    ['for another reason', (user) => control(user).upgrade({ status: 500 }), 'upgrade-refused'],
  ])('%s fails', (_when, tell, code) => {
    expect(judged(tell)).toMatchObject({ verdict: 'fail', findings: [{ code }] })
  })

  const afterMs = (ms: number) => {
    const builder = new EvidenceBuilder()
    const user = builder.user(1).signIn().upgrade().welcome().close()
    const shownAtMs = user.atMs
    control(user)
    user
      .after(shownAtMs + ms - user.atMs)
      .upgrade()
      .closedBy(1011, breaker)
    return judgeEvidence(builder.build({ judges: ['handshake', 'controls', 'closes'], observedUntilMs: 90_000 }))
  }

  test('35 s after them still says nothing, and that is said', () => {
    expect(afterMs(35_000)).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('within 35 s') })
    expect(afterMs(35_001).verdict).toBe('fail')
  })

  test('does not hide that a bad one was let in', () => {
    const { verdict, findings } = judged((user) =>
      user.upgrade(bad).welcome().close().upgrade().closedBy(1011, breaker),
    )
    expect([verdict, findings.map(({ code }) => code)]).toEqual(['fail', ['negative-control-accepted']])
  })
})
