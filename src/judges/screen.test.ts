import { expect, test } from 'vitest'
import { judgeEvidence } from './judge.ts'
import { codesOf, plainCodes } from './judging.builder.ts'
import { onePage, type PageScript } from './page-script.builder.ts'
import { judgeScreen } from './screen.ts'
import { viewEvidence } from './view.ts'

const judged = { judges: ['screen', 'sequence'] }
const codes = (tell: (page: PageScript) => unknown) => plainCodes(judgeScreen, onePage(tell))
const connected = (page: PageScript) => page.ready().connected()

test('a page that shows what the wire tells is left in peace', () => {
  const evidence = onePage((page) => page.whole(), judged)
  expect(judgeScreen(viewEvidence(evidence))).toMatchObject({
    symptoms: [],
    held: '1 page showed what the wire told',
  })
  expect(judgeEvidence(evidence).verdict).toBe('pass')
})

test('without a page there is nothing to judge', () => {
  expect(judgeScreen(viewEvidence(onePage((page) => page.user.whole())))).toMatchObject({ examined: 0, symptoms: [] })
})

test.each<[string, (page: PageScript) => unknown, string[]]>([
  ['an error status', (page) => page.document({ status: 503 }), ['page-unreachable']],
  [
    'no answer at all',
    (page) => page.document({ status: null, error: { code: 'ECONNREFUSED', message: 'refused' } }),
    ['page-unreachable'],
  ],
  [
    'a document that we gave up on ourselves',
    (page) => page.document({ status: null, error: { code: 'cancelled', message: 'over' } }),
    [],
  ],
  ['a screen without a word', (page) => page.document().waited('ready').sight('text'), ['page-blank']],
  [
    'words of waiting',
    (page) => page.document().waited('ready').sight('text', { text: 'Loading…' }),
    ['page-never-ready'],
  ],
  [
    'an error that nobody caught',
    (page) => page.document().sight('page-error', { text: 'x is not defined' }).waited('ready').sight('text'),
    ['page-script-error'],
  ],
  ['a form that is not there', (page) => page.document().waited('sign-in form'), ['page-never-ready']],
  ['a page that answers no longer', (page) => page.ready().sight('frozen', { name: 'look' }), ['page-frozen']],
  ['no socket', (page) => page.ready().waited('socket'), ['page-opens-no-socket']],
  ['a field that is not there', (page) => connected(page).waited('prompt'), ['page-prompt-not-sent']],
  ['a message that stays in the page', (page) => connected(page).waited('prompt sent'), ['page-prompt-not-sent']],
  ['no button to sign out', (page) => connected(page).waited('sign-out'), ['page-sign-out-broken']],
  ['a page that does not say it', (page) => connected(page).waited('signed out'), ['page-sign-out-broken']],
  ['a socket that stays', (page) => connected(page).waited('sockets closed'), ['sign-out-leaves-socket']],
])('a page with %s is named', (_name, tell, expected) => {
  expect(codes(tell)).toEqual(expected)
})

test('an error that a page survives is a warning', () => {
  const evidence = onePage((page) => connected(page).sight('page-error', { text: 'oops' }).chat().answered(), judged)
  expect(judgeEvidence(evidence)).toMatchObject({ verdict: 'degraded', findings: [{ code: 'page-script-error' }] })
})

test.each<[string, (page: PageScript) => unknown, string[]]>([
  ['no sign of one event', (page) => page.chat(['tool_completed']).answered(), ['page-drops-events']],
  ['no answer', (page) => page.chat().waited('answer'), ['answer-not-on-screen']],
  ['another answer', (page) => page.chat().answered('Hello.').waited('answer'), ['answer-not-on-screen']],
  [
    'a sign of work that stays',
    (page) => page.chat().sight('answer', { text: page.user.expected }).waited('answer'),
    ['page-spinner-stuck'],
  ],
  ['an error', (page) => page.chat().sight('error', { text: 'Oh no' }).answered(), ['page-error-shown']],
])('a conversation that went well on the wire and shows %s is named', (_name, tell, expected) => {
  expect(codes((page) => tell(connected(page)))).toEqual(expected)
})

test('what did not end well on the wire is nobody’s fault but the wire’s', () => {
  const tell = (page: PageScript) => {
    connected(page).user.prompt().started().event('agent_error')
    page.sight('error', { text: 'The agent failed' }).waited('answer')
  }
  expect(codes(tell)).toEqual([])
})

test('where no signs are looked for, any sign of progress will do', () => {
  const quiet = (page: PageScript) => {
    page.document().sight('ready').connected()
    return page.chat(['agent_started', 'agent_thinking', 'tool_executing', 'tool_completed', 'agent_completed'])
  }
  const unwatched = (evidence: ReturnType<typeof onePage>) => ({
    ...evidence,
    facts: evidence.facts.map((fact) =>
      fact.kind === 'screen' && fact.sight === 'opened' ? { ...fact, name: '' } : fact,
    ),
  })
  const none = unwatched(onePage((page) => quiet(page).answered()))
  expect(plainCodes(judgeScreen, none)).toEqual(['page-drops-events'])
  const some = unwatched(onePage((page) => quiet(page).sight('progress', { text: 'Thinking' }).answered()))
  expect(plainCodes(judgeScreen, some)).toEqual([])
})

test.each([
  [5_000, []],
  [5_001, ['page-slow']],
])('a page that is ready after %d ms', (tookMs, expected) => {
  const tell = (page: PageScript) => page.document({ tookMs: 0 }).user.after(tookMs)
  const evidence = onePage(
    (page) => {
      tell(page)
      page.sight('ready')
    },
    { loopDelayMaxMs: 0 },
  )
  expect(plainCodes(judgeScreen, evidence)).toEqual(expected)
})

test('an answer that the screen shows late is a warning, and later than that more', () => {
  const shownAfter = (ms: number) =>
    onePage(
      (page) => {
        connected(page).chat().user.after(ms)
        page.answered()
      },
      { ...judged, loopDelayMaxMs: 0 },
    )
  expect(judgeEvidence(shownAfter(900)).verdict).toBe('pass')
  expect(judgeEvidence(shownAfter(2_000))).toMatchObject({ verdict: 'degraded', findings: [{ code: 'page-slow' }] })
  expect(judgeEvidence(shownAfter(9_000))).toMatchObject({ verdict: 'fail', findings: [{ code: 'page-slow' }] })
})

test('a twin in fast motion does not make a page hurry', () => {
  const late = (timeScale: number) =>
    onePage(
      (page) => {
        page.document().user.after(20_000)
        page.sight('ready')
      },
      { timeScale, loopDelayMaxMs: 0 },
    )
  expect(plainCodes(judgeScreen, late(4))).toEqual([])
  expect(plainCodes(judgeScreen, late(1))).toEqual(['page-slow'])
})

test('what fell into a failure of our browser is our error, not a finding', () => {
  const evidence = onePage((page) => {
    connected(page).user.prompt()
    page.waited('answer', 70_000)
  }, judged)
  const fact = { kind: 'monitor', user: null, what: 'browser-failed', detail: 'the browser hangs' } as const
  const atMs = evidence.facts.at(-1)?.atMs ?? 0
  const failed = {
    ...evidence,
    facts: [...evidence.facts, { ...fact, seq: evidence.facts.length, atMs, durationMs: 60_000 }],
  }
  const context = { ...failed.context, observedUntilMs: atMs }
  expect(judgeEvidence({ ...failed, context })).toMatchObject({ verdict: 'error', cause: 'browser', findings: [] })
  expect(codesOf({ ...evidence, context })).toEqual(['agent-never-starts'])
})
