import type { Code } from '../model/codes.ts'
import type { Phase } from '../model/words.ts'
import { count } from './count.ts'
import type { Judge } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'
import { type ConversationTimes, conversationTimes } from './times.ts'
import type { ConversationView, EvidenceView, SocketView } from './view-types.ts'

/**
 * Judges how long things took that did come, by the target's limits (design.md §4). What never came is others' business.
 * A time is known to within the longest delay of our own event loop, and nobody is blamed for less than that.
 */
export const judgeLatency: Judge = (view) => {
  const doubtMs = view.context.loopDelayMaxMs * view.context.timeScale
  const measured = [
    ...signIns(view),
    ...view.sockets.flatMap((socket) => [...welcome(view, socket), ...talks(view, socket)]),
  ]
  return {
    examined: measured.length,
    symptoms: withoutEchoes(measured.flatMap((measure) => judgeMeasure(measure, doubtMs))),
    troubles: [],
    missing: [],
    held: `${count(measured.length, 'wait')} within the fail limits`,
  }
}

/** One wait that ended well. */
type Measure = {
  readonly what: string
  readonly fromMs: number
  readonly toMs: number
  readonly limit: { readonly warnMs: number; readonly failMs: number }
  readonly warnCode: Code
  readonly failCode: Code
  readonly phase: Phase
  readonly user: string
  readonly frames: readonly number[]
  readonly socket: SocketView | null
  readonly conversation: ConversationView | null
}

function judgeMeasure(measure: Measure, doubtMs: number): Symptom[] {
  const { what, fromMs, toMs, limit, warnCode, failCode, phase, user, frames, socket, conversation } = measure
  const ms = Math.round(toMs - fromMs)
  if (ms - doubtMs <= limit.warnMs) return []
  const failed = ms - doubtMs > limit.failMs
  return [
    symptom({
      code: failed ? failCode : warnCode,
      severity: failed ? 'fail' : 'warn',
      phase,
      user,
      expected: `${what} within ${failed ? limit.failMs : limit.warnMs} ms`,
      received: `${ms} ms`,
      frames,
      window: { fromMs, toMs },
      socket,
      conversation,
    }),
  ]
}

/** A long silence makes a late answer as well; one warning says both. */
function withoutEchoes(symptoms: readonly Symptom[]): Symptom[] {
  const silent = new Set(
    symptoms.filter(({ code, phase }) => code === 'llm-slow' && phase === 'events').map((each) => each.conversation),
  )
  return symptoms.filter(
    (each) => each.code !== 'llm-slow' || each.phase !== 'answer' || !silent.has(each.conversation),
  )
}

function signIns(view: EvidenceView): Measure[] {
  return view.http
    .filter((fact) => fact.purpose === 'sign-in' && fact.status === 200 && fact.error === null)
    .map((fact) => ({
      what: 'sign-in',
      fromMs: fact.atMs,
      toMs: fact.endMs,
      limit: view.context.thresholds.signIn,
      warnCode: 'sign-in-slow',
      failCode: 'sign-in-slow',
      phase: 'auth',
      user: fact.user ?? '',
      frames: [fact.seq],
      socket: null,
      conversation: null,
    }))
}

function welcome({ context }: EvidenceView, socket: SocketView): Measure[] {
  const { upgrade, welcome: came } = socket
  if (upgrade === null || came === null) return []
  return [
    {
      what: 'the welcome',
      // What waited for others at a gate waited for us, not for the target.
      fromMs: upgrade.together?.releasedMs ?? upgrade.atMs,
      toMs: came.atMs,
      limit: context.thresholds.welcome,
      warnCode: 'slow-handshake',
      failCode: 'slow-handshake',
      phase: 'welcome',
      user: socket.user.id,
      frames: [upgrade.seq, came.seq],
      socket,
      conversation: null,
    },
  ]
}

function talks({ context }: EvidenceView, socket: SocketView): Measure[] {
  return socket.conversations.flatMap((conversation) => {
    const { firstEvent, silence, answer } = conversationTimes(conversation)
    const { thresholds } = context
    const base = { user: socket.user.id, socket, conversation }
    const measure = (
      times: ConversationTimes['answer'],
      rest: Pick<Measure, 'what' | 'limit' | 'warnCode' | 'failCode' | 'phase'>,
    ) => (times === null ? [] : [{ ...base, ...times, ...rest }])
    return [
      ...measure(firstEvent, {
        what: 'the first agent event',
        limit: thresholds.firstEvent,
        warnCode: 'first-event-slow',
        failCode: 'first-event-slow',
        phase: 'events',
      }),
      ...measure(silence, {
        what: 'the next agent event',
        limit: thresholds.silence,
        warnCode: 'llm-slow',
        failCode: 'llm-slow',
        phase: 'events',
      }),
      ...measure(answer, {
        what: 'the answer',
        limit: thresholds.answer,
        warnCode: 'llm-slow',
        failCode: 'answer-timeout',
        phase: 'answer',
      }),
    ]
  })
}
