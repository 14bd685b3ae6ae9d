import { describe, expect, test } from 'vitest'
import type { EvidenceContext } from '../model/evidence-file.ts'
import { judgeControls } from './controls.ts'
import { errorFrame } from './diagnosis/case.builder.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { judgeEvidence } from './judge.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

const judges: EvidenceContext['judges'] = ['monitor', 'auth', 'handshake', 'identity', 'controls', 'closes']
const tampered = { credential: 'tampered', token: 'tampered-token:user-1' } as const
const refusal = errorFrame('VALIDATION_FAILED', 'Token validation failed')

/** A good socket of a user, then whatever is told. */
function besides(tell: (user: UserScript) => unknown, good = true) {
  const run = new EvidenceBuilder()
  const user = run.user(1).signIn()
  if (good) user.upgrade().welcome().close()
  tell(user)
  return { run, evidence: run.build({ judges }) }
}

const ruling = (tell: (user: UserScript) => unknown, good = true) =>
  judgeControls(viewEvidence(besides(tell, good).evidence))

describe('a bad token is refused', () => {
  test.each<[string, (user: UserScript) => unknown]>([
    ['by 401', (user) => user.upgrade({ ...tampered, status: 401 })],
    ['by 403', (user) => user.upgrade({ ...tampered, status: 403 })],
    ['by 1008', (user) => user.upgrade(tampered).closedBy(1008, 'Authentication failed')],
    [
      'by 1011 after an authentication error',
      (user) => user.upgrade(tampered).got(refusal).closedBy(1011, 'Token val'),
    ],
    ['by 1011 that speaks of authentication', (user) => user.upgrade(tampered).closedBy(1011, 'Auth error')],
  ])('%s', (_how, tell) => {
    expect(ruling(tell)).toMatchObject({ examined: 1, symptoms: [], troubles: [], held: '1 bad credential refused' })
    expect(judgeEvidence(besides(tell).evidence)).toMatchObject({ verdict: 'pass', findings: [] })
  })

  test.each([
    'AUTH_FAILED',
    'NO_TOKEN',
    'INVALID_FORMAT',
    'VALIDATION_FAILED',
    'TOKEN_EXPIRED',
    'AUTH_SERVICE_ERROR',
    'WEBSOCKET_AUTH_ERROR',
    'AUTH_CIRCUIT_BREAKER_OPEN',
  ])('by 1011 after %s, whatever the words', (code) => {
    const tell = (user: UserScript) => user.upgrade(tampered).got(errorFrame(code, 'no')).closedBy(1011, 'no')
    expect(ruling(tell)).toMatchObject({ examined: 1, symptoms: [], troubles: [] })
  })

  test('and no judge blames the target for that', () => {
    const { evidence } = besides((user) =>
      user
        .upgrade({ ...tampered, status: 403 })
        .upgrade({ credential: 'no_token', token: null })
        .closedBy(1008, 'Authentication failed'),
    )
    const judged = judgeEvidence(evidence)
    expect(judged.findings).toEqual([])
    expect(judged.judgements.map(({ state }) => state)).toEqual(judges.map(() => 'holds'))
  })
})

describe('a bad token is let in', () => {
  test.each<[string, (user: UserScript) => unknown]>([
    ['by a welcome', (user) => user.upgrade(tampered).welcome().close()],
    ['by a welcome that is taken back', (user) => user.upgrade(tampered).welcome().got(refusal).closedBy(1008, 'no')],
    ['by an agent event without a welcome', (user) => user.upgrade(tampered).started().close()],
  ])('%s', (_how, tell) => {
    const { symptoms } = ruling(tell)
    expect(symptoms).toMatchObject([
      { code: 'negative-control-accepted', phase: 'auth', severity: 'fail', safety: true, user: 'user-1' },
    ])
  })

  test.each<[string, (user: UserScript) => unknown, string]>([
    ['its welcome', (user) => user.upgrade(tampered).got({ type: 'pong' }).welcome().close(), 'connection_established'],
    [
      'its first agent event',
      (user) => user.upgrade(tampered).got({ type: 'pong' }).started().close(),
      'agent_started',
    ],
  ])('and proven by the upgrade and %s', (_what, tell, type) => {
    const { evidence } = besides(tell)
    const upgrade = evidence.facts.find((fact) => fact.kind === 'upgrade' && fact.credential !== undefined)
    const frame = evidence.facts.findLast((fact) => fact.kind === 'frame' && fact.data.includes(type))
    expect(judgeControls(viewEvidence(evidence)).symptoms).toMatchObject([{ frames: [upgrade?.seq, frame?.seq] }])
  })

  test('by one agent event in a batch of others', () => {
    const batch = { type: 'event_batch', events: [{ type: 'heartbeat' }, { type: 'agent_started', agent_name: 'A' }] }
    const { evidence } = besides((user) => user.upgrade(tampered).got(batch).close())
    const [found] = judgeControls(viewEvidence(evidence)).symptoms
    expect(found?.frames.map((seq) => evidence.facts[seq]?.kind)).toEqual(['upgrade', 'frame'])
  })

  test('outranks a red rung below it', () => {
    const judged = judgeEvidence(
      besides((user) => user.upgrade(tampered).welcome().close().upgrade({ status: 500 })).evidence,
    )
    expect(judged).toMatchObject({ verdict: 'fail', phase: 'auth', domain: 'auth' })
    expect(judged.findings.map(({ code }) => code)).toEqual(['negative-control-accepted', 'upgrade-refused'])
  })

  test.each([
    ['tampered', 'e2e-amber-1', 'negative-control-accepted'],
    ['tampered', 'demo-use...', 'auth-bypass-identity-collapse'],
    ['no_token', 'demo-use...', 'auth-bypass-identity-collapse'],
    ['logged_out', 'demo-use...', 'auth-bypass-identity-collapse'],
    ['tampered', 'relaxed_0412', 'relaxed-id-collision'],
    ['expired', 'e2e-amber-1', 'negative-control-accepted'],
    ['logged_out', 'e2e-amber-1', 'token-accepted-after-logout'],
  ] as const)('%s, welcomed as %s: %s', (credential, user_id, code) => {
    const { evidence } = besides((user) =>
      user
        .upgrade({ ...tampered, credential })
        .welcome({ user_id })
        .close(),
    )
    expect(judgeEvidence(evidence).findings[0]).toMatchObject({ code, domain: 'auth', severity: 'fail' })
  })
})

describe('nothing can be said', () => {
  test.each<[string, (user: UserScript) => unknown, string]>([
    ['1011 of another kind', (user) => user.upgrade(tampered).closedBy(1011, 'main mode error'), 'with 1011'],
    ['a clean close', (user) => user.upgrade(tampered).closedBy(1000, 'main cleanup'), 'with 1000'],
    ['500', (user) => user.upgrade({ ...tampered, status: 500, body: 'Internal Server Error' }), '500 Internal'],
    ['silence', (user) => user.upgrade(tampered).after(10_000).close(), 'closed by the client'],
    [
      'no answer',
      (user) => user.upgrade({ ...tampered, status: null, error: { code: 'ECONNRESET', message: 'reset' } }),
      'ECONNRESET',
    ],
    [
      'a refusal though nobody signed out',
      (user) => user.upgrade({ credential: 'logged_out' }).closedBy(1008, 'Authentication failed'),
      'with 1008',
    ],
  ])('when a bad token meets %s', (_what, tell, said) => {
    const { examined, symptoms, troubles } = ruling(tell)
    expect([examined, symptoms]).toEqual([0, []])
    expect(troubles).toMatchObject([{ kind: 'inconclusive', cause: 'nothing_examined' }])
    expect(troubles[0]?.reason).toContain(said)
    expect(judgeEvidence(besides(tell).evidence).verdict).toBe('inconclusive')
  })

  test('when no good token got in beside it', () => {
    const { troubles } = ruling((user) => user.upgrade({ ...tampered, status: 403 }), false)
    expect(troubles).toMatchObject([{ kind: 'inconclusive', cause: 'no_positive_control' }])
  })

  test('only where nobody was let in: a bad token that got in needs no good one beside it', () => {
    expect(ruling((user) => user.upgrade(tampered).welcome().close(), false).troubles).toEqual([])
  })

  test('when no bad token was shown', () => {
    const { evidence } = besides(() => undefined)
    expect(judgeControls(viewEvidence(evidence))).toMatchObject({ examined: 0, troubles: [] })
    expect(ruling(() => undefined, false)).toMatchObject({ examined: 0, troubles: [] })
    expect(judgeEvidence(evidence).verdict).toBe('inconclusive')
  })
})

test('a token that was signed out counts once the target said so', () => {
  const out = { purpose: 'sign-out', url: 'https://auth.example.com/auth/logout' } as const
  const refused = (user: UserScript) => user.upgrade({ credential: 'logged_out' }).closedBy(1008, 'no')
  expect(ruling((user) => refused(user.http(out)))).toMatchObject({ examined: 1, troubles: [] })
  expect(ruling((user) => refused(user.http({ ...out, status: 500 })))).toMatchObject({ examined: 0 })
  expect(ruling((user) => refused(user).http(out))).toMatchObject({ examined: 0 })
})

test('controls that could not be made are named', () => {
  const run = new EvidenceBuilder()
  run
    .user(1)
    .signIn()
    .upgrade()
    .welcome()
    .close()
    .upgrade({ ...tampered, status: 403 })
  run.step('control expired', 'user-1', 'not-run').step('control tampered', 'user-1').step('hold', 'user-1', 'not-run')
  expect(judgeControls(viewEvidence(run.build())).held).toBe('1 bad credential refused; not run: control expired')
})

test('a token counts as signed out from the moment at which the target said so', () => {
  const out = { purpose: 'sign-out', url: 'https://auth.example.com/auth/logout', tookMs: 80 } as const
  const openedAfter = (tookMs: number) =>
    ruling((user) => user.http(out).after(-tookMs).upgrade({ credential: 'logged_out', tookMs }).closedBy(1008, 'no'))
  expect(openedAfter(0)).toMatchObject({ examined: 1, troubles: [] })
})
