import type { Breach } from './breach.ts'
import type { ConversationLimits } from './conversation-limits.ts'
import { describe, type SeenEvent } from './seen-event.ts'

/**
 * How a conversation ended. `completed`, `error`, `death`: the outermost agent's end. `settled`: a result came, and then
 * quiet or our leaving. `closed`: the socket ended. `silence`, `never-started`, `answer-limit`: time ran out.
 */
export type ConversationEnd = {
  readonly kind: 'completed' | 'error' | 'death' | 'settled' | 'closed' | 'silence' | 'never-started' | 'answer-limit'
  readonly atMs: number
  /** The frame that ended it; of `settled`, the last result; null when time or a close did. */
  readonly seq: number | null
}

/** What the time can end. */
export type Waiting = {
  readonly promptAtMs: number | null
  readonly first: SeenEvent | null
  readonly last: SeenEvent | null
  /** A result after which quiet is an end; null when there is none or the policy knows no such end. */
  readonly result: SeenEvent | null
}

/** The end that comes next when no event does; null when nothing is waited for. */
export function nextEnd(waiting: Waiting, limits: ConversationLimits): ConversationEnd | null {
  const startMs = startOf(waiting)
  if (startMs === null) return null
  const { last, result } = waiting
  const answerDueMs = startMs + limits.answerWaitMs
  if (last === null) return end('never-started', Math.min(startMs + limits.firstEventWaitMs, answerDueMs))
  const isQuiet = answerDueMs - last.atMs >= limits.silenceFailMs
  const ends = [
    ...(result === null ? [] : [end('settled', last.atMs + limits.settleMs, result.seq)]),
    end('silence', last.atMs + limits.silenceWaitMs),
    end(isQuiet ? 'silence' : 'answer-limit', Math.max(answerDueMs, last.atMs)),
  ]
  return ends.reduce((first, other) => (other.atMs < first.atMs ? other : first))
}

/** The end that our leaving makes of it: quiet beyond a fail limit is enough. Null when we leave before any of them. */
export function endOnLeaving(waiting: Waiting, limits: ConversationLimits, nowMs: number): ConversationEnd | null {
  const startMs = startOf(waiting)
  if (startMs === null) return null
  const { last, result } = waiting
  if (last === null) return nowMs - startMs >= limits.firstEventFailMs ? end('never-started', nowMs) : null
  if (result !== null) return end('settled', nowMs, result.seq)
  if (nowMs - last.atMs >= limits.silenceFailMs) return end('silence', nowMs)
  return nowMs - startMs >= limits.answerFailMs ? end('answer-limit', nowMs) : null
}

/** The broken rule that an end by time is, if it is one. */
export function timeoutBreach(ended: ConversationEnd, waiting: Waiting): Breach | null {
  const seconds = (sinceMs: number) => `${Math.round((ended.atMs - sinceMs) / 100) / 10} s`
  const startMs = startOf(waiting) ?? ended.atMs
  const { last } = waiting
  const seqs = last === null ? [] : [last.seq]
  switch (ended.kind) {
    case 'silence':
      return {
        rule: 'silent',
        received: `${last ? describe(last) : 'nothing'}, then nothing for ${seconds(last?.atMs ?? startMs)}`,
        seqs,
      }
    case 'never-started':
      return { rule: 'never-started', received: `no agent event within ${seconds(startMs)} of the prompt`, seqs }
    case 'answer-limit':
      return { rule: 'timed-out', received: `no end within ${seconds(startMs)} of the prompt`, seqs }
    case 'completed':
    case 'error':
    case 'death':
    case 'settled':
    case 'closed':
      return null
    default:
      return ended.kind satisfies never
  }
}

function startOf(waiting: Waiting): number | null {
  return waiting.promptAtMs ?? waiting.first?.atMs ?? null
}

function end(kind: ConversationEnd['kind'], atMs: number, seq: number | null = null): ConversationEnd {
  return { kind, atMs, seq }
}
