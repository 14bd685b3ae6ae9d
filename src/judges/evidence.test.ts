import { expect, test } from 'vitest'
import { judgeEvidenceItself } from './evidence.ts'
import { judgeEvidence } from './judge.ts'
import { nothing, oneUser, stateOf } from './judging.builder.ts'
import { viewEvidence } from './view.ts'

const opened = { remoteAddress: '203.0.113.8' }

test('a run with proof from the target holds', () => {
  expect(
    stateOf(
      'evidence',
      oneUser((user) => user.whole()),
    ),
  ).toBe('holds')
})

test('nothing seen is void', () => {
  expect(judgeEvidenceItself(viewEvidence(nothing)).examined).toBe(0)
  expect(stateOf('evidence', nothing)).toBe('void')
})

test('a run without a remote address does not pass', () => {
  const evidence = oneUser((user) => user.signIn().verify().upgrade({ remoteAddress: null }).welcome().chat().close())
  expect(judgeEvidence(evidence)).toMatchObject({ verdict: 'inconclusive' })
  expect(judgeEvidence(evidence).reason).toContain('no remote address')
})

test('ids that we sent ourselves prove nothing, one that the server made does', () => {
  const lacks = (frame: unknown) =>
    judgeEvidenceItself(viewEvidence(oneUser((user) => user.signIn().upgrade(opened).prompt().got(frame)))).troubles
      .length
  expect(lacks({ type: 'ack', run_id: 'run_gp_11' })).toBe(1)
  expect(lacks({ type: 'ack', user_id: 'e2e-amber-1' })).toBe(1)
  expect(lacks({ type: 'ack', run_id: 'run_7f3a' })).toBe(0)
})

test('the transformed reference proves it as well', () => {
  const evidence = oneUser((user) => {
    user.signIn().upgrade(opened).prompt()
    user.got({ type: 'agent_completed', result: user.expected })
  })
  expect(judgeEvidenceItself(viewEvidence(evidence)).troubles).toEqual([])
})

test('a socket on which nothing came proves nothing', () => {
  const evidence = oneUser((user) => user.signIn().upgrade(opened).prompt())
  expect(judgeEvidenceItself(viewEvidence(evidence)).troubles).toMatchObject([{ kind: 'inconclusive' }])
})

test.each([
  'wss://api.example.com/ws?token=abc',
  'wss://api.example.com/ws?mode=legacy',
  'wss://api.example.com/api/demo/ws',
])('a run over %s is the monitor’s own error', (url) => {
  const evidence = oneUser((user) => user.signIn().verify().upgrade({ url }).welcome().chat().close())
  expect(judgeEvidence(evidence)).toMatchObject({ verdict: 'error', cause: 'internal' })
})
