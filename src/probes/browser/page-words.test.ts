import { expect, test } from 'vitest'
import { emptyScreen, readPageWord } from './page-words.ts'

const at = { doc: 'd1', at: 1_795_372_950_618 }

test.each([
  ['a new document', { ...at, kind: 'document' }],
  ['a socket', { ...at, kind: 'socket', n: 1, url: 'ws://127.0.0.1/ws' }],
  ['a close of ours', { ...at, kind: 'close', n: 1, code: 1000, reason: 'bye', sentCode: 1000 }],
  ['a close of theirs', { ...at, kind: 'close', n: 1, code: 1011, reason: '', sentCode: null }],
  ['the screen', { ...at, kind: 'screen', state: { ...emptyScreen, ready: true, events: { agent_started: 2 } } }],
  ['a vital', { ...at, kind: 'vital', name: 'lcp', value: 512.5 }],
])('%s is read as it was told', (_name, word) => {
  expect(readPageWord(structuredClone(word))).toEqual(word)
})

test.each([
  ['nothing', undefined],
  ['a text', 'document'],
  ['a list', [at]],
  ['a word without a document', { at: 1, kind: 'document' }],
  ['a word without a time', { doc: 'd1', kind: 'document' }],
  ['an unknown kind', { ...at, kind: 'confetti' }],
  ['a close without a code', { ...at, kind: 'close', n: 1, reason: '' }],
  ['a vital that nobody knows', { ...at, kind: 'vital', name: 'cls', value: 1 }],
  ['a screen without a state', { ...at, kind: 'screen', state: null }],
])('%s is no word of ours', (_name, value) => {
  expect(readPageWord(value)).toBe(null)
})

test('a screen that a page made up has only what a screen has', () => {
  const state = { ready: 'yes', answer: 7, progress: 'NaN', events: { agent_started: 'many' }, busy: 1, extra: 'x' }
  const word = readPageWord({ ...at, kind: 'screen', state })
  expect(word).toEqual({ ...at, kind: 'screen', state: { ...emptyScreen, events: { agent_started: 0 } } })
})
