import { expect, test } from 'vitest'
import { quantile } from '../view/quantile.ts'
import { ago, count, cut, ms, percent, span, until, utc } from './format.ts'

test.each([
  [-5, '0 s'],
  [59_400, '59 s'],
  [60_000, '1 min'],
  [3_600_000, '1 h 0 min'],
  [90_061_000, '1 d 1 h'],
])('%d ms are %s', (length, text) => {
  expect(span(length)).toBe(text)
})

test.each([
  [null, '–'],
  [0, '0 %'],
  [1, '100 %'],
  [0.9999, '99.9 %'],
  [0.0001, '0.1 %'],
  [0.5, '50.0 %'],
])('a share of %s is %s', (share, text) => {
  expect(percent(share)).toBe(text)
})

test('times of day are UTC, for machines too', () => {
  const at = Date.parse('2026-11-22T03:12:00Z')
  expect(utc(at)).toBe('2026-11-22 03:12:00 UTC')
  expect(String(ago(at, at + 5_000))).toContain('datetime="2026-11-22T03:12:00.000Z"')
  expect(String(ago(at, at + 5_000))).toContain('>5 s ago<')
  expect(String(until(at, at - 5_000))).toContain('>in 5 s<')
  expect(String(until(at, at + 5_000))).toContain('>now<')
})

test('what is cut says how much', () => {
  expect(cut('x'.repeat(50), 3)).toBe('xxx… (47 more characters)')
  expect(cut('and 2 more', 5)).toBe('and 2 more')
  expect(ms(null)).toBe('–')
  expect(count(1, 'run')).toBe('1 run')
  expect(count(0, 'run')).toBe('0 runs')
})

test('a percentile is a value that was measured', () => {
  expect(quantile([], 0.5)).toBeNull()
  expect(quantile([7], 0.95)).toBe(7)
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2)
  expect(quantile([4, 1, 3, 2], 0.95)).toBe(4)
  expect(quantile([4, 1, 3, 2], 1)).toBe(4)
})
