import { expect, it as test } from 'vitest'
import { createClock } from '../kernel/clock.ts'
import { granted, refused } from './outcome.ts'
import { askUntilGranted } from './wait.ts'

const never = new AbortController().signal

/** Refuses `times` times, and counts how often it was asked. */
function refuser(times: number, retryAfterMs: number | null) {
  const state = { asked: 0 }
  const ask = () => (++state.asked > times ? granted : refused('budget', retryAfterMs, 'not now'))
  return { state, ask }
}

test.each([1, 20])('asks again when it was told to, in real time, at time scale %d', async (timeScale) => {
  const { state, ask } = refuser(2, 30)
  const clock = createClock(timeScale)
  const outcome = await askUntilGranted(clock, { waitMs: 1_000, signal: never }, ask)
  expect(outcome).toEqual(granted)
  expect(state.asked).toBe(3)
  expect(clock.now() / timeScale).toBeGreaterThanOrEqual(58)
})

test('asks once when it may not wait, or when waiting cannot help', async () => {
  const now = refuser(9, 30)
  await askUntilGranted(createClock(), { waitMs: 29, signal: never }, now.ask)
  const hopeless = refuser(9, null)
  await askUntilGranted(createClock(), { waitMs: 60_000, signal: never }, hopeless.ask)
  expect([now.state.asked, hopeless.state.asked]).toEqual([1, 1])
})

test('asks not even once when its signal has aborted', async () => {
  const { state, ask } = refuser(0, null)
  const stopped = AbortSignal.abort(new Error('stopped'))
  await expect(askUntilGranted(createClock(), { waitMs: 0, signal: stopped }, ask)).rejects.toThrow('stopped')
  expect(state.asked).toBe(0)
})
