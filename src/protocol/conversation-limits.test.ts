import { expect, test } from 'vitest'
import { conversationLimits, waitMs } from './conversation-limits.ts'
import { thresholds } from './conversation-script.arbitrary.ts'

test.each([
  [1, 3],
  [20_000, 60_000],
  [60_000, 180_000],
  [60_001, 180_000],
  [600_000, 180_000],
])('what must come within %d ms is waited for %d ms', (failMs, wait) => {
  expect(waitMs(failMs)).toBe(wait)
})

test('the default thresholds make the default waits', () => {
  expect(conversationLimits(thresholds)).toEqual({
    firstEventWaitMs: 60_000,
    silenceWaitMs: 180_000,
    answerWaitMs: 180_000,
    settleMs: 10_000,
    firstEventFailMs: 20_000,
    silenceFailMs: 90_000,
    answerFailMs: 120_000,
  })
})
