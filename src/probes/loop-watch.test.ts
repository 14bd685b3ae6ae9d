import { describe, expect, test } from 'vitest'
import { type Clock, createClock } from '../kernel/clock.ts'
import { createMask } from '../kernel/mask.ts'
import { createLoopWatch } from './loop-watch.ts'
import { factsOf } from './probe-parts.builder.ts'
import { createRecorder } from './recorder.ts'

/** Holds up the whole thread, as a long computation does. */
function stall(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

function watched(clock: Clock) {
  const recorder = createRecorder({ clock, mask: createMask() })
  return { recorder, loop: createLoopWatch({ clock, recorder, stallMs: 100 }) }
}

const monitorFacts = (recorder: ReturnType<typeof watched>['recorder']) => factsOf(recorder.facts, 'monitor')

describe('the loop watch', () => {
  test.each([1, 10])('writes down a stall with its window, at time scale %i', async (timeScale) => {
    const clock = createClock(timeScale)
    const { recorder, loop } = watched(clock)
    const beforeMs = clock.now()
    stall(200)
    await expect.poll(() => monitorFacts(recorder)).toHaveLength(1)
    loop[Symbol.dispose]()
    const [fact] = monitorFacts(recorder)
    expect(fact).toMatchObject({ what: 'loop-stalled', user: null })
    expect(fact?.durationMs).toBeGreaterThanOrEqual(190 * timeScale)
    expect((fact?.atMs ?? 0) - (fact?.durationMs ?? 0)).toBeLessThanOrEqual(beforeMs + 5 * timeScale)
    expect(loop.maxDelayMs).toBeGreaterThanOrEqual(150)
    expect(loop.maxDelayMs).toBeLessThan(5_000)
  })

  test('tells the longest delay since a time, and one that is still going on', async () => {
    const clock = createClock()
    const { recorder, loop } = watched(clock)
    const startMs = clock.now()
    stall(300)
    expect(loop.longestSince(startMs)).toBeGreaterThanOrEqual(250)
    await expect.poll(() => monitorFacts(recorder)).toHaveLength(1)
    const laterMs = clock.now()
    expect(loop.longestSince(startMs)).toBeGreaterThanOrEqual(250)
    expect(loop.longestSince(laterMs)).toBeLessThan(250)
    loop[Symbol.dispose]()
  })

  test('looks once more when it is disposed, so that a stall at the very end counts', () => {
    const { recorder, loop } = watched(createClock())
    stall(200)
    loop[Symbol.dispose]()
    expect(monitorFacts(recorder).map((fact) => fact.what)).toEqual(['loop-stalled'])
  })

  test('notes a wall clock that jumps, and not one that is slewed', () => {
    let offsetMs = 0
    const real = createClock()
    const clock: Clock = { ...real, wall: () => real.wall() + offsetMs }
    for (const [shiftMs, expected] of [
      [900, []],
      [-3_600_000, ['clock-jump']],
      [5_000, ['clock-jump']],
    ] as const) {
      const { recorder, loop } = watched(clock)
      offsetMs += shiftMs
      loop[Symbol.dispose]()
      expect(monitorFacts(recorder).map((fact) => fact.what)).toEqual(expected)
    }
  })
})
