import type { CloseFact, FrameFact, PromptFact, UpgradeFact } from '../model/evidence.ts'
import type { EvidenceContext, UserEvidence } from '../model/evidence-file.ts'
import { isAgentEvent } from '../protocol/event-types.ts'
import { createOpening } from '../protocol/opening.ts'
import { closeByTarget } from './close-by-target.ts'
import { replayConversation, type Stretch } from './conversation-view.ts'
import { viewFrame } from './frame-view.ts'
import type { FrameView, SocketView } from './view-types.ts'

/** The facts of one socket, in the order of seq. */
export type SocketFacts = {
  readonly name: string
  readonly user: UserEvidence
  readonly firstMs: number
  upgrade: UpgradeFact | null
  close: CloseFact | null
  readonly frames: FrameFact[]
  readonly prompts: PromptFact[]
}

/** How the conversations of a socket hang together with those of others. */
export type Links = {
  /** What the dropped socket that this one resumes was in the middle of; null when it begins afresh. */
  readonly carried: Stretch | null
  /** Takes what this socket was in the middle of when it was dropped; null when no other socket goes on with it. */
  readonly leave: ((stretch: Stretch) => void) | null
}

/**
 * Indexes one socket: decoded frames, opening and conversations replayed. A conversation that outlives its socket belongs
 * to the one on which it goes on.
 */
export function viewSocket(context: EvidenceContext, facts: SocketFacts, { carried, leave }: Links): SocketView {
  const { name, user, upgrade, close } = facts
  const frames = facts.frames.map(viewFrame)
  const untilMs = close?.atMs ?? upgrade?.observedUntilMs ?? context.observedUntilMs
  const openedMs = upgrade?.endMs ?? facts.firstMs
  const all = resume(carried, stretches(facts, frames, untilMs), { facts, frames, untilMs })
  const last = leave === null ? undefined : all.pop()
  if (last !== undefined) leave?.(last)
  return {
    name,
    user,
    upgrade,
    close,
    frames,
    ...replayOpening(frames),
    conversations: all.map((stretch) => replayConversation(context, stretch)),
    openedMs,
    untilMs,
  }
}

/** What the opening says once every frame is seen; the welcome is timed by the first frame that was one. */
function replayOpening(frames: readonly FrameView[]): Pick<SocketView, 'welcome' | 'threadId'> {
  const opening = createOpening({})
  let seq: number | null = null
  for (const { fact, events } of frames) {
    for (const event of events) opening.see(event, fact.atMs)
    if (opening.welcome !== null) seq ??= fact.seq
  }
  const welcome = opening.welcome === null || seq === null ? null : { ...opening.welcome, seq }
  return { welcome, threadId: opening.threadId }
}

type Own = { readonly facts: SocketFacts; readonly frames: readonly FrameView[]; readonly untilMs: number }

/** Puts what is carried over before a socket's own conversations; up to its first prompt all frames belong to that. */
function resume(carried: Stretch | null, own: readonly Stretch[], { facts, frames, untilMs }: Own): Stretch[] {
  if (carried === null) return [...own]
  const [first] = facts.prompts
  const before = first === undefined ? frames : frames.filter(({ fact }) => fact.seq < first.frame)
  const joined = { prompt: carried.prompt, frames: [...carried.frames, ...before] }
  if (first !== undefined) return [{ ...joined, untilMs: first.atMs, closedAtMs: null }, ...own]
  return [{ ...joined, untilMs, closedAtMs: closeByTarget(facts.close) }]
}

/**
 * Cuts a socket into conversations: each prompt owns what follows it. A speaker without any prompt on record, but with
 * agent events, held one all the same: some recordings begin in the middle.
 */
function stretches({ prompts, close, user }: SocketFacts, frames: readonly FrameView[], untilMs: number): Stretch[] {
  const closedAtMs = closeByTarget(close)
  if (prompts.length === 0) {
    const spoke = user.role === 'speaker' && frames.some(hasAgentEvent)
    return spoke ? [{ prompt: null, frames, untilMs, closedAtMs }] : []
  }
  // Both are in the order of seq, so one walk cuts them all, however many conversations a socket had.
  let place = 0
  const walkTo = (seq: number) => {
    for (let frame = frames[place]; frame !== undefined && frame.fact.seq < seq; frame = frames[place]) place++
    return place
  }
  return prompts.map((prompt, index) => {
    const next = prompts[index + 1]
    return {
      prompt,
      frames: frames.slice(walkTo(prompt.frame), walkTo(next?.frame ?? Number.POSITIVE_INFINITY)),
      untilMs: next?.atMs ?? untilMs,
      closedAtMs: next === undefined ? closedAtMs : null,
    }
  })
}

function hasAgentEvent({ events }: FrameView): boolean {
  return events.some((event) => isAgentEvent(event.type))
}
