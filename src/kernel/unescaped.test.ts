import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unescaped } from './unescaped.ts'

test.each([
  ['nothing to undo', 'plain \\n \\" %zz %é é', null],
  ['no text', '', null],
  ['a letter', 'a\\u0062c', 'abc'],
  ['half an escape', 'a\\u006', null],
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
      fc.constantFrom('a', 'é', '"', '\\n').map((each) => ({ written: each, plain: each })),
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
      const starts = all.flatMap(({ plain }, index) => {
        const from = all.slice(0, index).reduce((sum, { written }) => sum + written.length, 0)
        return Array.from(plain, (_, offset) => from + offset)
      })
      expect([...found.at]).toEqual([...starts, text.length])
    }),
  )
})

test('a run of a million backslashes is read once', () => {
  const run = '\\'.repeat(1_000_000)
  expect(unescaped(run)).toBeNull()
  expect(unescaped(`${run}u0061`)?.text).toBe('a')
})
