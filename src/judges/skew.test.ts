import { expect, test } from 'vitest'
import type { Evidence } from '../model/evidence-file.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { judgeEvidence } from './judge.ts'
import { PageScript } from './page-script.builder.ts'
import { judgeSkew } from './skew.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

/** Our own client is user-1, the page is user-2. */
function both(own: (user: UserScript) => unknown, atPage: (page: PageScript) => unknown): Evidence {
  const run = new EvidenceBuilder().health()
  own(run.user(1))
  atPage(new PageScript(run, run.user(2)))
  return run.build({ judges: ['handshake', 'sequence', 'screen', 'skew'] })
}

const refusedPage = (page: PageScript) => {
  page.ready().user.upgrade({ client: 'browser', transport: 'subprotocol', status: 403, remoteAddress: null })
}
const refusedClient = (user: UserScript) => user.signIn().upgrade({ status: 403 })

test('two clients that both get their answer agree', () => {
  const evidence = both(
    (user) => user.whole(),
    (page) => page.whole(),
  )
  expect(judgeSkew(viewEvidence(evidence))).toMatchObject({ examined: 2, symptoms: [] })
  expect(judgeEvidence(evidence).verdict).toBe('pass')
})

test.each<[string, (page: PageScript) => unknown, string]>([
  ['is refused', refusedPage, 'the page was not let in'],
  ['shows nothing', (page) => page.document().waited('ready').sight('text'), 'the page never asked for a socket'],
  [
    'is welcomed and shows no answer',
    (page) => page.ready().connected().chat().waited('answer'),
    'the page was welcomed and showed no answer',
  ],
])('a page that %s, beside a client that passes, is skew before all else', (_name, tell, received) => {
  const { verdict, findings } = judgeEvidence(both((user) => user.whole(), tell))
  expect(verdict).toBe('fail')
  expect(findings[0]).toMatchObject({ code: 'client-server-skew', user: 'user-2', received })
})

test('a client that fails beside a page that passes is skew as well', () => {
  const { findings } = judgeEvidence(both(refusedClient, (page) => page.whole()))
  expect(findings[0]).toMatchObject({
    code: 'client-server-skew',
    user: 'user-1',
    received: 'our own client was not let in',
  })
})

test('the evidence of both sides proves it', () => {
  const evidence = both((user) => user.whole(), refusedPage)
  const { expected, frames = [] } = judgeSkew(viewEvidence(evidence)).symptoms[0] ?? {}
  expect(expected).toBe('the page gets as far as our own client, which has its answer')
  const facts = frames.map((seq) => evidence.facts[seq])
  expect(facts.map((fact) => [fact?.user, fact?.kind])).toEqual([
    ['user-1', 'frame'],
    ['user-2', 'upgrade'],
    ['user-2', 'http'],
  ])
})

test('a conversation that ends in an error is no arrival', () => {
  const failing = (user: UserScript) => user.signIn().upgrade().welcome().prompt().started().event('agent_error')
  const { symptoms } = judgeSkew(viewEvidence(both(failing, (page) => page.whole())))
  expect(symptoms).toMatchObject([
    {
      code: 'client-server-skew',
      user: 'user-1',
      expected: 'our own client gets as far as the page, which has its answer',
    },
  ])
})

test('where one of our own clients fails as well, the page is not alone and it is no skew', () => {
  const run = new EvidenceBuilder().health()
  run.user(1).whole()
  refusedClient(run.user(3))
  refusedPage(new PageScript(run, run.user(2)))
  expect(judgeSkew(viewEvidence(run.build()))).toMatchObject({ examined: 3, symptoms: [] })
})

test('where both fail it is no skew', () => {
  const { findings } = judgeEvidence(both(refusedClient, refusedPage))
  expect(findings.map(({ code }) => code)).not.toContain('client-server-skew')
})

test.each<[string, (run: EvidenceBuilder) => unknown]>([
  ['only our own client', (run) => run.user(1).whole()],
  ['only a page', (run) => new PageScript(run, run.user(1)).whole()],
  ['nobody', () => undefined],
])('with %s there is nothing to compare', (_name, tell) => {
  const run = new EvidenceBuilder()
  tell(run)
  expect(judgeSkew(viewEvidence(run.build()))).toMatchObject({ examined: 0, symptoms: [] })
})
