import { expect, test } from 'vitest'
import { judgementSchema } from '../model/judgement.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { crowd } from './isolation.builder.ts'
import { judgeEvidence } from './judge.ts'
import { everyJudge, nothing, oneUser } from './judging.builder.ts'

test('a whole golden path passes', () => {
  const judged = judgeEvidence(oneUser((user) => user.whole()))
  expect(judged).toMatchObject({ verdict: 'pass', findings: [], phase: null, domain: null, cause: null })
  expect(judged.judgements.map(({ state }) => state)).toEqual(everyJudge.slice(1).map(() => 'holds'))
})

test('nothing passes by default', () => {
  expect(judgeEvidence(nothing).verdict).toBe('inconclusive')
  expect(judgeEvidence({ ...nothing, context: { ...nothing.context, judges: [] } }).verdict).toBe('inconclusive')
})

test('judgements come in the order in which the scenario names its judges', () => {
  const judges = ['closes', 'auth', 'monitor']
  expect(judgeEvidence(oneUser((user) => user.whole(), { judges })).judgements.map(({ judge }) => judge)).toEqual(
    judges,
  )
})

test('a judge that nobody knows is our error, and named', () => {
  const judged = judgeEvidence(oneUser((user) => user.whole(), { judges: ['auth', 'astrology'] }))
  expect(judged).toMatchObject({ verdict: 'error', domain: 'monitor', cause: 'internal' })
  expect(judged.reason).toContain('There is no judge "astrology"; there are monitor, ')
  expect(judged.judgements.map(({ state }) => state)).toEqual(['holds', 'broken'])
})

test('names that every object has are no judges', () => {
  expect(judgeEvidence(oneUser((user) => user.whole(), { judges: ['constructor'] })).verdict).toBe('error')
})

test('evidence that cannot even be indexed is our error', () => {
  const broken = {
    ...nothing,
    get facts(): never[] {
      throw new Error('no facts')
    },
  }
  expect(judgeEvidence(broken)).toMatchObject({
    verdict: 'error',
    cause: 'judge_threw',
    domain: 'monitor',
    reason: 'The evidence could not be judged: no facts.',
  })
})

test('what is thrown need not be an error to be told', () => {
  const signal = AbortSignal.abort('just words')
  const broken = {
    ...nothing,
    get facts(): never[] {
      signal.throwIfAborted()
      return []
    },
  }
  expect(judgeEvidence(broken).reason).toBe('The evidence could not be judged: just words.')
})

test('a judge that throws is our error, and the others are still heard', () => {
  const evidence = oneUser((user) => user.signIn())
  const context = {
    ...evidence.context,
    get thresholds(): never {
      throw new Error('no limits')
    },
  }
  const judged = judgeEvidence({ ...evidence, context })
  expect(judged).toMatchObject({ verdict: 'error', cause: 'judge_threw' })
  expect(judged.reason).toBe('The judge "latency" threw: no limits.')
  expect(judged.judgements.find(({ judge }) => judge === 'auth')?.state).toBe('holds')
})

test('the first red rung is the failure, and later ones are void', () => {
  const judged = judgeEvidence(oneUser((user) => user.http({ status: 500, body: '' }).upgrade({ status: 503 })))
  expect(judged).toMatchObject({ verdict: 'fail', phase: 'auth', domain: 'auth' })
  expect(judged.findings.filter(({ severity }) => severity === 'fail').map(({ code }) => code)).toEqual([
    'auth-login-5xx',
  ])
  const states = Object.fromEntries(judged.judgements.map(({ judge, state }) => [judge, state]))
  expect(states).toMatchObject({
    auth: 'broken',
    handshake: 'void',
    sequence: 'void',
    answer: 'void',
    evidence: 'void',
  })
  const reasons = Object.fromEntries(judged.judgements.map(({ judge, reason }) => [judge, reason]))
  expect(reasons).toMatchObject({ sequence: 'a lower rung is red', answer: 'a lower rung is red' })
})

test('what judges see alike is found once, and said by both', () => {
  const judged = judgeEvidence(oneUser((user) => user.signIn().verify().upgrade().closedBy(1011, 'Internal error')))
  expect(judged.findings.map(({ code }) => code)).toEqual(['accepted-then-closed-1011', 'health-lies'])
  const broken = judged.judgements.filter(({ state }) => state === 'broken').map(({ judge }) => judge)
  expect(broken).toEqual(['handshake', 'closes'])
})

test('a failing user and a passing one make a failing run, which names the failing one', () => {
  const run = new EvidenceBuilder().health()
  run.user(1).whole()
  run.user(2).signIn().verify().upgrade().welcome().prompt().started().closedBy(1006)
  const judged = judgeEvidence(run.build())
  expect(judged).toMatchObject({ verdict: 'fail', phase: 'events' })
  expect(judged.reason).toMatch(/^user-2, events: dirty-close-1006/)
  // The judge of a higher rung looked at the one who got there.
  expect(judged.judgements.find(({ judge }) => judge === 'answer')?.state).toBe('holds')
})

test('what is red on a judge’s own rung is not below it', () => {
  const judged = judgeEvidence(
    oneUser((user) => user.signIn().verify().upgrade().welcome().chat().close({ code: 1006 })),
  )
  expect(judged).toMatchObject({ verdict: 'fail', phase: 'close' })
  expect(judged.judgements.find(({ judge }) => judge === 'evidence')?.state).toBe('holds')
})

test('a judge that examined nothing says so where no user is known', () => {
  expect(judgeEvidence(nothing).judgements.map(({ reason }) => reason)).toEqual(
    everyJudge.map(() => 'nothing to examine'),
  )
})

test('safety outranks a lower rung of the same user', () => {
  const judged = judgeEvidence(crowd(({ a }) => a.got({ type: 'heartbeat', user_id: 'e2e-birch-2' }).closedBy(1006)))
  expect(judged).toMatchObject({ verdict: 'fail', phase: 'isolation', domain: 'isolation' })
})

test('a stopped run is cancelled, unless it failed before', () => {
  const stopped = (tell: Parameters<typeof oneUser>[0]) => judgeEvidence(oneUser(tell, { ended: 'cancelled' })).verdict
  expect(stopped((user) => user.signIn().upgrade().welcome().prompt().started())).toBe('cancelled')
  expect(stopped((user) => user.signIn())).toBe('cancelled')
  expect(stopped((user) => user.http({ status: 500, body: '' }))).toBe('fail')
})

test('a run that its caller had no more time for says nothing, unless it failed before', () => {
  const ended = 'caller-deadline'
  const step = new EvidenceBuilder().health().step('converse', 'user-1', 'failed', 'no more time')
  step.user(1).signIn().upgrade().welcome().prompt().started()
  expect(judgeEvidence(step.build({ ended }))).toMatchObject({ verdict: 'inconclusive', cause: 'caller_deadline' })
  const whole = judgeEvidence(oneUser((user) => user.whole(), { ended }))
  expect(whole).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('had no more time') })
  const failed = judgeEvidence(oneUser((user) => user.http({ status: 500, body: '' }), { ended }))
  expect(failed.verdict).toBe('fail')
})

const stepFailed = (tell: Parameters<typeof oneUser>[0], user: string | null) => {
  const run = new EvidenceBuilder().health().step('sign-in', 'user-1').step('converse', user, 'failed', 'it broke')
  tell(run.user(1))
  return judgeEvidence(run.build())
}

test.each(['user-1', null])('a failed step of %s that nothing explains is our error', (user) => {
  expect(stepFailed((script) => script.whole(), user)).toMatchObject({ verdict: 'error', cause: 'internal' })
  expect(stepFailed((script) => script.whole(), user).reason).toContain('"converse"')
})

test.each(['user-1', null])('a failed step of %s that a finding explains is the target’s failure', (user) => {
  expect(stepFailed((script) => script.http({ status: 500, body: '' }), user).verdict).toBe('fail')
})

test('a user’s failed step is not explained by another user’s finding', () => {
  const run = new EvidenceBuilder().health().step('converse', 'user-1', 'failed', 'it broke')
  run.user(1).whole()
  run.user(2).http({ status: 500, body: '' })
  const judged = judgeEvidence(run.build())
  expect(judged.verdict).toBe('fail')
  expect(judged.findings[0]?.user).toBe('user-2')
})

test('a step that a stopped run did not finish explains itself', () => {
  const run = new EvidenceBuilder().health().step('converse', 'user-1', 'failed', 'stopped')
  run.user(1).signIn()
  expect(judgeEvidence(run.build({ ended: 'cancelled' })).verdict).toBe('cancelled')
})

test('every judgement keeps the schema of the report', () => {
  const judged = judgeEvidence(crowd(({ a }) => a.got({ type: 'heartbeat', user_id: 'e2e-birch-2' })))
  expect(judged.judgements.map((judgement) => judgementSchema.safeParse(judgement).success)).not.toContain(false)
})
