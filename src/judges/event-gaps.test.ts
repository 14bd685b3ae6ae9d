import { expect, test } from 'vitest'
import type { SeenEvent } from '../protocol/seen-event.ts'
import { areBurst, areSimulated, gapsMs } from './event-gaps.ts'

/** Events of which each comes so long after the one before. */
function spaced(gaps: readonly number[]): SeenEvent[] {
  let atMs = 1_000
  return [0, ...gaps].map((gap, seq) => {
    atMs += gap
    const event = {
      type: 'agent_thinking',
      agent: 'Supervisor',
      tool: null,
      executionId: null,
      runId: null,
      threadId: null,
    }
    return { ...event, index: seq, atMs, seq }
  })
}

test('the gaps between events are those that were made', () => {
  expect(gapsMs(spaced([5, 0, 700]))).toEqual([5, 0, 700])
  expect(gapsMs([])).toEqual([])
})

test.each([
  ['exactly the first pace', [100, 100, 100, 100], true],
  ['15 ms off it', [115, 85, 100, 100], true],
  ['16 ms off it', [116, 100, 100, 100], false],
  ['exactly the second pace', [500, 1_000, 1_500, 500], true],
  ['15 ms off the second', [515, 985, 1_500, 500], true],
  ['16 ms off the second', [500, 984, 1_500, 500], false],
  ['one event fewer', [100, 100, 100], false],
  ['one event more', [100, 100, 100, 100, 100], false],
  ['no event', [], false],
])('events with %s', (_what, gaps, simulated) => {
  expect(areSimulated(spaced(gaps))).toBe(simulated)
})

test.each([
  ['four within 20 ms', [10, 5, 5], true],
  ['four within 21 ms', [10, 5, 6], false],
  ['three at once', [0, 0], false],
])('%s', (_what, gaps, burst) => {
  expect(areBurst(spaced(gaps))).toBe(burst)
})

test('nothing is no burst', () => {
  expect(areBurst([])).toBe(false)
})
