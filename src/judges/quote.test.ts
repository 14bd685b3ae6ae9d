import { expect, test } from 'vitest'
import { quote } from './quote.ts'

test.each([
  ['words on\n  several\tlines ', 'words on several lines'],
  ['', ''],
  ['x'.repeat(160), 'x'.repeat(160)],
  ['x'.repeat(161), `${'x'.repeat(160)}…`],
])('%j is quoted as %j', (text, expected) => {
  expect(quote(text)).toBe(expected)
})
