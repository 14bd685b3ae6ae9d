import type { Thresholds } from '../model/target.ts'

/** A wait goes on for this many times its fail limit, so that slow can be told from never. */
const WAIT_FACTOR = 3
/** And no longer than this. */
const LONGEST_WAIT_MS = 180_000

/** How long a conversation may wait, in milliseconds, and from when on quiet counts as failed. */
export type ConversationLimits = {
  readonly firstEventWaitMs: number
  readonly silenceWaitMs: number
  readonly answerWaitMs: number
  readonly settleMs: number
  readonly firstEventFailMs: number
  readonly silenceFailMs: number
  readonly answerFailMs: number
}

/** Waits and limits that follow from a target's thresholds. */
export function conversationLimits(thresholds: Thresholds): ConversationLimits {
  const { firstEvent, silence, answer, settleMs } = thresholds
  return {
    firstEventWaitMs: waitMs(firstEvent.failMs),
    silenceWaitMs: waitMs(silence.failMs),
    answerWaitMs: waitMs(answer.failMs),
    settleMs,
    firstEventFailMs: firstEvent.failMs,
    silenceFailMs: silence.failMs,
    answerFailMs: answer.failMs,
  }
}

/** How long to wait for what must come within `failMs`: three times as long, 180 s at most. */
export function waitMs(failMs: number): number {
  return Math.min(WAIT_FACTOR * failMs, LONGEST_WAIT_MS)
}
