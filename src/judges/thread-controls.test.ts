import { expect, test } from 'vitest'
import type { HttpFact } from '../model/evidence.ts'
import { crowd } from './isolation.builder.ts'
import { judgeIsolation } from './isolation.ts'
import { judgeEvidence } from './judge.ts'
import { threadControls } from './thread-controls.ts'
import { viewEvidence } from './view.ts'

const url = 'https://api.example.com/api/threads/thread-of-user-2/messages'
const messages = '{"thread_id":"thread-of-user-2","messages":[{"id":"msg_1","role":"user","content":"Save money."}]}'
const reading = { role: 'api', method: 'GET', url, body: messages } as const

/** User 1 asks for a thread of user 2, who has read it. */
function asking(answer: Partial<HttpFact>, own: Partial<HttpFact> | null = {}) {
  return crowd(({ a, b }) => {
    b.got({ type: 'thread_created', thread_id: 'thread-of-user-2' })
    if (own !== null) b.http({ ...reading, purpose: 'own-thread', ...own })
    a.after(1_000).http({ ...reading, purpose: 'foreign-thread', ...answer })
  })
}

const outcome = (...given: Parameters<typeof asking>) =>
  threadControls(viewEvidence(asking(...given))).map((each) => each.outcome)

test.each([
  [{ status: 401, body: '' }, 'refused'],
  [{ status: 403, body: '' }, 'refused'],
  [{ status: 404, body: '{"detail":"Thread not found"}' }, 'refused'],
  [{ status: 200 }, 'accepted'],
  [{ status: 200, body: '[{"content":"Save money."}]' }, 'accepted'],
  [{ status: 200, body: '{"thread_id":"thread-of-user-2","messages":[]}' }, 'unclear'],
  [{ status: 200, body: ' [] ' }, 'unclear'],
  [{ status: 500 }, 'unclear'],
  [{ status: 429 }, 'unclear'],
  [{ status: null, body: '', error: { code: 'timeout', message: 'too slow' } }, 'unclear'],
] as const)('another’s thread that answers %j', (answer, expected) => {
  expect(outcome(answer)).toEqual([expected])
})

test.each<[string, Partial<HttpFact> | null]>([
  ['nobody read', null],
  ['its owner could not read either', { status: 404 }],
  ['the same user had read', { user: 'user-1' }],
  ['its owner read only later', { atMs: 90_000, endMs: 90_050 }],
])('for a thread that %s, neither answer says anything', (_what, own) => {
  expect([outcome({ status: 404 }, own), outcome({ status: 200 }, own)]).toEqual([['unclear'], ['unclear']])
})

test('a thread that is shown is a safety failure of the isolation judge, under one name', () => {
  const judged = judgeEvidence(
    asking({ status: 200, body: messages.replace('Save money.', 'mail birch-2@example.com') }),
  )
  expect(judged.findings).toMatchObject([
    { code: 'negative-control-accepted', phase: 'isolation', severity: 'fail', user: 'user-1' },
  ])
  expect(judged.findings[0]?.expected).toContain('a thread of user-2')
  expect([judged.verdict, judged.phase]).toEqual(['fail', 'isolation'])
  const { symptoms } = judgeIsolation(viewEvidence(asking({ status: 200 })))
  expect(symptoms.map(({ safety }) => safety)).toEqual([true])
})

test.each<[Partial<HttpFact>, string]>([
  [{ status: 404, body: '{"thread_id":"thread-of-user-2"}' }, '1 thread of another user refused'],
  [{ status: 500, body: '' }, 'a thread of another user neither shown nor refused to user-1: 500'],
])('an answer %j lets the run pass, and the judge says so', (answer, said) => {
  const judged = judgeEvidence(asking(answer))
  expect(judged.verdict).toBe('pass')
  expect(judged.judgements.find(({ judge }) => judge === 'isolation')?.reason).toContain(said)
})

test('who could not ask is named', () => {
  const evidence = crowd(({ run }) => run.step('control foreign_thread', 'user-1', 'not-run', 'user-2 has none'))
  expect(judgeIsolation(viewEvidence(evidence)).held).toContain(
    'user-1 asked for no thread of another user: user-2 has none',
  )
})
