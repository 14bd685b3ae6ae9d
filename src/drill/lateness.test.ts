import { expect, test } from 'vitest'
import type { Clock } from '../kernel/clock.ts'
import { watchLateness } from './lateness.ts'

/** Time that passes when a test says so; only the last timer is kept. */
function handClock() {
  let nowMs = 0
  let due: (() => void) | null = null
  const clock: Pick<Clock, 'now' | 'timer'> = {
    now: () => nowMs,
    timer: (_ms, run) => {
      due = run
      return {
        [Symbol.dispose]: () => {
          due = null
        },
      }
    },
  }
  const pass = (ms: number) => {
    nowMs += ms
    due?.()
  }
  return { clock, pass, sleep: (ms: number) => (nowMs += ms), isWatched: () => due !== null }
}

test('what comes in time is not late', () => {
  const { clock, pass } = handClock()
  using lateness = watchLateness(clock)
  for (let each = 0; each < 5; each++) pass(10)
  expect(lateness.totalMs).toBe(0)
})

test('small delays add up', () => {
  const { clock, pass } = handClock()
  using lateness = watchLateness(clock)
  for (let each = 0; each < 5; each++) pass(14)
  expect(lateness.totalMs).toBe(20)
})

test('a delay that still goes on counts', () => {
  const { clock, sleep } = handClock()
  using lateness = watchLateness(clock)
  sleep(60)
  expect(lateness.totalMs).toBe(50)
})

test('disposing ends the watch', () => {
  const { clock, isWatched } = handClock()
  watchLateness(clock)[Symbol.dispose]()
  expect(isWatched()).toBe(false)
})
