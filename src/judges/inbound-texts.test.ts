import { expect, test } from 'vitest'
import { EvidenceBuilder } from './evidence.builder.ts'
import { inboundTexts } from './inbound-texts.ts'
import { oneUser } from './judging.builder.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

const texts = (tell: (user: UserScript) => unknown) => inboundTexts(viewEvidence(oneUser(tell)))
const opened = (user: UserScript) => user.signIn().upgrade().welcome()

test.each(['stream_chunk', 'partial_result', 'agent_response_chunk'])('pieces of %s are run together', (type) => {
  const found = texts((user) => opened(user).got({ type, content: 'so 48' }).got({ type, content: '21 it is' }))
  expect(found.map(({ text }) => text)).toContain('so 4821 it is')
})

test.each(['content', 'chunk', 'delta', 'text', 'message', 'token', 'data'])('a piece may be called %s', (name) => {
  const piece = (text: string) => ({ type: 'stream_chunk', [name]: text })
  const found = texts((user) => opened(user).got(piece('so 48')).got(piece('21 it is')))
  expect(found.map(({ text }) => text)).toContain('so 4821 it is')
})

test('frames that are no pieces of an answer are not run together as such', () => {
  const found = texts((user) => opened(user).got({ type: 'ack', text: 'a' }).got({ type: 'ack', text: 'b' }))
  expect(found.map(({ text }) => text)).not.toContain('ab')
})

test('bodies of HTTP answers and of refused upgrades, and reasons of closes, are texts of their own', () => {
  const found = texts((user) => {
    user.http({ body: '' }).http({ body: 'a body' }).upgrade({ status: 403, body: 'a refusal' })
    user.upgrade().closedBy(1011, 'a reason')
  })
  const alone = found.filter(({ text }) => text.startsWith('a ')).map(({ text, receiver }) => [text, receiver])
  expect(alone).toEqual([
    ['a refusal', 'user-1'],
    ['a reason', 'user-1'],
    ['a body', 'user-1'],
  ])
  expect(found.filter(({ text }) => text === '').length).toBe(2)
})

test('every character is known by the fact that brought it', () => {
  const evidence = oneUser((user) => user.signIn().upgrade().got('abc').got('de'))
  const [first, second] = evidence.facts.flatMap((fact) => (fact.kind === 'frame' ? fact.seq : []))
  const [joined] = inboundTexts(viewEvidence(evidence))
  expect(joined?.text).toBe('abcde')
  expect([0, 2, 3, 4].map((at) => joined?.seqAt(at))).toEqual([first, first, second, second])
})

test('what stands on a screen is a text of its own', () => {
  const run = new EvidenceBuilder()
  const screen = {
    kind: 'screen',
    user: 'user-1',
    atMs: 5,
    page: 'page-1',
    sight: 'text',
    name: '',
    valueMs: null,
  } as const
  run.user(1).upgrade().welcome()
  run.add({ ...screen, text: 'shown' })
  run.add({ ...screen, text: '' })
  const found = inboundTexts(viewEvidence(run.build()))
  expect(found.slice(1).map(({ text, receiver }) => [text, receiver])).toEqual([['shown', 'user-1']])
})
