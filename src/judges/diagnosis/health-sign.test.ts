import { expect, test } from 'vitest'
import { tookMs } from './health-sign.ts'

test('an exchange took as long as from its beginning to its end', () => {
  expect(tookMs({ atMs: 9_000, endMs: 9_250 })).toBe(250)
})
