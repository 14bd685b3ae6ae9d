import { expect, test } from 'vitest'
import { answerText } from './answer-text.ts'

test.each([
  ['Spend less.', 'Spend less.'],
  ['', ''],
  [undefined, ''],
  [null, ''],
  [42, ''],
  [true, ''],
  [{}, ''],
  [['one', ['two', { three: 'three' }]], 'one\ntwo\nthree'],
  [{ status: 'done', result: { summary: { text: 'Save 5 %', total: 3 } } }, 'done\nSave 5 %'],
  [{ '1562.7390.4821': 1 }, ''],
])('%j says %j', (result, text) => {
  expect(answerText(result)).toBe(text)
})

test('a depth bomb says nothing, harmlessly', () => {
  expect(answerText(JSON.parse(`${'['.repeat(50_000)}"deep"${']'.repeat(50_000)}`))).toBe('')
})

test('an answer of 200 KB is kept whole', () => {
  const long = 'é<b>&'.repeat(40_000)
  expect(answerText({ result: [long] })).toBe(long)
})
