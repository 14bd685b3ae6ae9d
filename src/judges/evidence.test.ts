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

test('a token in the URL of a plain call is the monitor’s own error as well', () => {
  const tell = (user: Parameters<Parameters<typeof oneUser>[0]>[0]) =>
    user.http({ purpose: 'api-call', role: 'api', url: 'https://api.example.com/x?token=abc', body: '[]' }).whole()
  expect(judgeEvidence(oneUser(tell))).toMatchObject({ verdict: 'error', cause: 'internal' })
})

const lacking = (tell: Parameters<typeof oneUser>[0]) =>
  judgeEvidenceItself(viewEvidence(oneUser(tell))).troubles.map(({ reason }) => reason.replace(/^.*: no /, 'no '))

test.each<[string, Parameters<typeof oneUser>[0], string[]]>([
  ['a refused upgrade', (user) => user.upgrade({ status: 403 }), ['no upgrade response.']],
  ['nothing but our own frames', (user) => user.upgrade().prompt(), ['no bytes from the target.']],
  ['a frame without a byte', (user) => user.upgrade().control('in', 'ping'), ['no bytes from the target.']],
  [
    'frames that say nothing',
    (user) => user.upgrade().got({ type: 'heartbeat' }),
    ['no value that only the target can have made.'],
  ],
  ['an id of somebody else’s making', (user) => user.upgrade().welcome(), []],
  [
    'an id that is the user’s own, by another name',
    (user) => user.upgrade().got({ type: 'ack', thread_id: 'e2e-amber-1' }),
    ['no value that only the target can have made.'],
  ],
  [
    'two answers of which one holds the reference',
    (user) => {
      user.upgrade().prompt().got({ type: 'agent_completed', result: 'so' })
      user.prompt()
      user.got({ type: 'agent_completed', result: user.expected })
    },
    [],
  ],
])('of a socket with %s', (_what, tell, expected) => {
  expect(lacking(tell)).toEqual(expected)
})

test('an answer to a prompt without a reference proves nothing', () => {
  const evidence = oneUser((user) => user.upgrade().prompt().got({ type: 'agent_completed', result: 'so' }))
  const facts = evidence.facts.map((fact) => (fact.kind === 'prompt' ? { ...fact, expected: '' } : fact))
  expect(judgeEvidenceItself(viewEvidence({ ...evidence, facts })).troubles).toHaveLength(1)
})

test('one good socket is proof enough for a user, and a user without any is missing', () => {
  expect(lacking((user) => user.upgrade({ status: 403 }).whole())).toEqual([])
  expect(judgeEvidenceItself(viewEvidence(oneUser((user) => user.signIn())))).toMatchObject({
    examined: 0,
    missing: ['user-1'],
  })
})

test.each<[string, { purpose: 'page' | 'api-call'; remoteAddress: string | null }[], string[]]>([
  ['no page is on record', [], ['no remote address.']],
  ['the page tells its address', [{ purpose: 'page', remoteAddress: '203.0.113.9' }], []],
  ['the page has no address', [{ purpose: 'page', remoteAddress: null }], ['no remote address.']],
  ['only a call tells its address', [{ purpose: 'api-call', remoteAddress: '203.0.113.9' }], ['no remote address.']],
  [
    'one of two pages tells its address',
    [
      { purpose: 'page', remoteAddress: null },
      { purpose: 'page', remoteAddress: '203.0.113.9' },
    ],
    [],
  ],
])('a browser’s socket tells no address, and %s', (_what, fetched, expected) => {
  const tell = (user: Parameters<Parameters<typeof oneUser>[0]>[0]) => {
    for (const each of fetched) user.http({ ...each, role: 'app', method: 'GET', body: '' })
    user.upgrade({ client: 'browser', remoteAddress: null }).welcome()
  }
  expect(lacking(tell)).toEqual(expected)
})
