import { expect, test } from 'vitest'
import { createClock } from './clock.ts'

const never = new AbortController().signal

test('a scaled clock runs faster than real time and its timers fire sooner', async () => {
  const clock = createClock(100)
  const realStart = performance.now()
  await clock.sleep(5_000, never)
  const realMs = performance.now() - realStart
  expect(clock.now()).toBeGreaterThanOrEqual(4_900)
  expect(realMs).toBeLessThan(2_000)
})

test('time never runs backwards', () => {
  const clock = createClock()
  const first = clock.now()
  expect(clock.now()).toBeGreaterThanOrEqual(first)
})

test('a disposed timer does not fire', async () => {
  const clock = createClock(1000)
  let fired = false
  const timer = clock.timer(1_000, () => {
    fired = true
  })
  timer[Symbol.dispose]()
  await clock.sleep(10_000, never)
  expect(fired).toBe(false)
})

test('an aborted sleep rejects with the reason of the signal', async () => {
  const clock = createClock()
  const controller = new AbortController()
  const sleeping = clock.sleep(60_000, controller.signal)
  controller.abort(new Error('stop'))
  await expect(sleeping).rejects.toThrow('stop')
})

test('a sleep on a signal that has aborted already does not begin', async () => {
  await expect(createClock().sleep(60_000, AbortSignal.abort(new Error('before')))).rejects.toThrow('before')
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a time scale of %s is refused', (scale) => {
  expect(() => createClock(scale)).toThrow(RangeError)
})
