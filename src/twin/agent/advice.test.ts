import { expect, test } from 'vitest'
import { adviceFor } from './advice.ts'

test('advice is longer than fifty characters, the same for the same request and different for others', () => {
  const all = Array.from({ length: 40 }, (_, i) => adviceFor(`request ${i}`))
  expect(all.every((text) => text.length > 50)).toBe(true)
  expect(adviceFor('request 7')).toBe(all[7])
  expect(new Set(all).size).toBeGreaterThan(10)
})

test('no advice has a word that stands for trouble or for a canned answer', () => {
  const all = Array.from({ length: 200 }, (_, i) => adviceFor(String(i))).join(' ')
  expect(all).not.toMatch(/error|fail|exception|traceback|apolog|unavailable|fallback|test/i)
})
