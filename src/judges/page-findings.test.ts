import { expect, test } from 'vitest'
import { EvidenceBuilder } from './evidence.builder.ts'
import { onePage, PageScript } from './page-script.builder.ts'
import { judgeScreen } from './screen.ts'
import { viewEvidence } from './view.ts'

/** What the judge says of one page, with the facts that prove it told by what they are. */
function findings(tell: (page: PageScript) => unknown, changes = {}) {
  const evidence = onePage(tell, { loopDelayMaxMs: 0, ...changes })
  return judgeScreen(viewEvidence(evidence)).symptoms.map(({ frames, window, ...finding }) => ({
    ...finding,
    tookMs: window === null ? null : window.toMs - window.fromMs,
    proof: frames.map((seq) => {
      const fact = evidence.facts[seq]
      return fact?.kind === 'screen' ? fact.sight : fact?.kind
    }),
  }))
}

const connected = (page: PageScript) => page.ready().connected()
const oops = { text: 'oops' }

test.each<[string, (page: PageScript) => unknown, object]>([
  ['an error status', (page) => page.document({ status: 400 }), { received: '400', proof: ['http'] }],
  [
    'no answer',
    (page) => page.document({ status: null, error: { code: 'ECONNREFUSED', message: 'refused' } }),
    { received: expect.stringMatching(/^ECONNREFUSED: .*refused/), proof: ['http'] },
  ],
  [
    'an error that nobody caught',
    (page) => page.document().sight('page-error', oops).waited('ready'),
    { code: 'page-script-error', received: expect.stringContaining('oops'), proof: ['waited', 'page-error'] },
  ],
  [
    'a screen without a word, after a word for developers',
    (page) => page.document().waited('ready').sight('console-error', oops).sight('text'),
    { code: 'page-blank', received: 'a screen without a word', proof: ['waited', 'text'] },
  ],
  [
    'words of waiting',
    (page) => page.document().waited('ready', 8_000).sight('text', { text: 'Loading…' }),
    { received: expect.stringMatching(/^nothing in 8000 ms: .*Loading…/), proof: ['waited'], tookMs: 8_000 },
  ],
  [
    'a form that somebody described wrongly',
    (page) => page.document().sight('waited', { name: 'sign-in form', text: 'no such element', valueMs: 700 }),
    { received: expect.stringMatching(/^nothing in 700 ms, .*no such element/) },
  ],
  ['one error that it survives', (page) => connected(page).sight('page-error', oops), { proof: ['page-error'] }],
  [
    'three errors that it survives',
    (page) => connected(page).sight('page-error', oops).sight('page-error').sight('page-error'),
    { severity: 'warn', received: expect.stringMatching(/oops.*, and 2 more$/), proof: ['page-error'] },
  ],
  [
    'no sign of two events',
    (page) => connected(page).chat(['tool_executing', 'tool_completed']).answered(),
    {
      expected: 'a sign of every event on the screen',
      received: 'none of tool_executing, tool_completed',
      proof: ['frame'],
    },
  ],
  [
    'another answer',
    (page) => connected(page).chat().answered('Hello.').waited('answer', 900),
    { received: expect.stringMatching(/^another text: .*Hello/), proof: ['frame', 'waited'], tookMs: 900 },
  ],
  [
    'a sign of work that stays',
    (page) => connected(page).chat().answered().waited('answer', 900),
    { code: 'page-spinner-stuck', received: 'still there 900 ms later', proof: ['waited'], tookMs: 900 },
  ],
  [
    'an error beside the answer',
    (page) => connected(page).chat().sight('error', oops).answered(),
    { code: 'page-error-shown', received: expect.stringContaining('oops'), proof: ['error'] },
  ],
])('of a page with %s one thing is said, with what proves it', (_name, tell, expected) => {
  const all = findings(tell)
  expect(all).toHaveLength(1)
  expect(all[0]).toMatchObject(expected)
})

test('one error alone is not counted', () => {
  expect(findings((page) => connected(page).sight('page-error', oops))[0]?.received).not.toContain('more')
})

test('what is missed after a conversation is not missed in it', () => {
  const codes = findings((page) => connected(page).chat().answered().waited('sign-out')).map(({ code }) => code)
  expect(codes).toEqual(['page-sign-out-broken'])
})

test('an error is told of the conversation in which it stood there', () => {
  const all = findings((page) => {
    connected(page).chat().answered().user.after(500)
    page.chat().sight('error', oops).answered()
  })
  expect(all).toMatchObject([{ code: 'page-error-shown', conversation: { prompt: { conversation: 'user-1/2' } } }])
})

test.each([
  [1, 5_300, []],
  [1, 5_301, ['warn']],
  [1, 10_300, ['warn']],
  [1, 10_301, ['fail']],
  [4, 25_200, []],
  [4, 25_201, ['fail']],
])(
  'at time scale %d a page that is ready after %d ms is within the doubt of our own delay or not',
  (timeScale, ms, severities) => {
    const late = (page: PageScript) => {
      page.document({ tookMs: 0 }).user.after(ms)
      page.sight('ready')
    }
    const all = findings(late, { loopDelayMaxMs: 300, timeScale })
    expect(all.map(({ severity }) => severity)).toEqual(severities)
    for (const { expected, received, proof } of all) {
      const limit = severities[0] === 'warn' ? 5_000 : timeScale === 1 ? 10_000 : 24_000
      expect([expected, received]).toEqual([`a page that can be used within ${limit} ms`, `${ms} ms`])
      expect(proof).toEqual(['http', 'ready'])
    }
  },
)

test('a first word of the answer in time, or all of it elsewhere on the screen, does not make a late answer early', () => {
  const late = (page: PageScript) => {
    connected(page)
      .chat()
      .sight('answer', { text: 'Turn off' })
      .sight('text', { text: page.user.expected })
      .user.after(9_000)
    page.answered()
  }
  expect(findings(late)).toMatchObject([{ code: 'page-slow', severity: 'fail', proof: ['answer'] }])
})

test('two pages are judged each by its own', () => {
  const run = new EvidenceBuilder().health()
  const [first, second] = [run.user(1), run.user(2)]
  new PageScript(run, first).whole()
  second.atMs = first.atMs
  new PageScript(run, second, 'page-2').ready().connected().chat().sight('error', oops).answered()
  const evidence = run.build()
  const { examined, symptoms } = judgeScreen(viewEvidence(evidence))
  expect(symptoms).toMatchObject([{ code: 'page-error-shown', user: 'user-2' }])
  expect(examined).toBe(evidence.facts.filter(({ kind }) => kind === 'screen').length)
})
