import { expect, test } from 'vitest'
import { createCircuitBreaker } from './circuit-breaker.ts'

/** A breaker of five that has seen failures at these times. */
function after(...failuresMs: readonly number[]) {
  const breaker = createCircuitBreaker(5)
  for (const atMs of failuresMs) breaker.record(false, atMs)
  return breaker
}

test('four failures in a row leave it closed, the fifth opens it for 30 s', () => {
  expect(after(1, 2, 3, 4).allows(5)).toBe(true)
  const open = after(1, 2, 3, 4, 5)
  expect([open.allows(6), open.allows(30_004), open.allows(30_005)]).toEqual([false, false, true])
})

test('a success between failures begins the row anew', () => {
  const breaker = after(1, 2, 3, 4)
  breaker.record(true, 5)
  for (const atMs of [6, 7, 8, 9]) breaker.record(false, atMs)
  expect(breaker.allows(10)).toBe(true)
})

test('a failed trial opens it for another 30 s', () => {
  const breaker = after(1, 2, 3, 4, 5)
  breaker.record(false, 40_000)
  expect([breaker.allows(69_999), breaker.allows(70_000)]).toEqual([false, true])
})

test('three good trials close it, two do not', () => {
  const breaker = after(1, 2, 3, 4, 5)
  for (const atMs of [40_000, 40_001]) breaker.record(true, atMs)
  breaker.record(false, 40_002)
  expect(breaker.allows(40_003)).toBe(false)
  for (const atMs of [80_000, 80_001, 80_002]) breaker.record(true, atMs)
  breaker.record(false, 80_003)
  expect(breaker.allows(80_004)).toBe(true)
})
