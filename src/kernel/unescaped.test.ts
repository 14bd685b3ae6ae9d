import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unescaped } from './unescaped.ts'

test.each([
  ['nothing to undo', 'plain %zz %é é &c; &', null],
  ['quotes of JSON within JSON', '\\\\\\"a\\"', '"a"'],
  ['entities', '&lt;&#39;&#x27;&quot;&AMP;', `<''"&`],
  ['a number that is no character', 'a&#9999999;b', null],
  ['one layer at a time', '&amp;quot; %2541', '&quot; %41'],
  ['no text', '', null],
  ['a letter', 'a\\u0062c', 'abc'],
  ['half an escape', 'a\\u006', 'au006'],
  ['two halves of one character', '\\ud83d\\ude00', '😀'],
  ['a slash', 'a\\/b', 'a/b'],
  ['a percent sign', '100%25', '100%'],
  ['a byte of a longer character', '%c3%a9%41', '%c3%a9A'],
])('undoes %s', (_what, text, plain) => {
  expect(unescaped(text)?.text ?? null).toBe(plain)
})

test('what stood where is known for every character', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('a', 'é', '"', '&').map((each) => ({ written: each, plain: each })),
      fc.constant({ written: '&lt;', plain: '<' }),
      fc.constantFrom('b', 'ü').map((each) => ({
        written: `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
        plain: each,
      })),
      fc.constant({ written: '%63', plain: 'c' }),
    ),
  )
  fc.assert(
    fc.property(pieces, (all) => {
      const text = all.map(({ written }) => written).join('')
      const found = unescaped(text)
      expect(found?.text ?? text).toBe(all.map(({ plain }) => plain).join(''))
      if (found === null) return
      const places = all.flatMap(({ plain, written }, index) => {
        const from = all.slice(0, index).reduce((sum, each) => sum + each.written.length, 0)
        return Array.from(plain, () => [from, from + written.length])
      })
      expect([...found.starts].map((start, i) => [start, found.ends[i]])).toEqual(places)
    }),
  )
})

test('a run of a million backslashes is read once', () => {
  const run = '\\'.repeat(1_000_000)
  expect(unescaped(run)?.text).toBe('')
  expect(unescaped(`${run}u0061`)?.text).toBe('a')
})
