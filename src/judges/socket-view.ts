import type { CloseFact, FrameFact, PromptFact, UpgradeFact } from '../model/evidence.ts'
import type { EvidenceContext, UserEvidence } from '../model/evidence-file.ts'
import { isAgentEvent } from '../protocol/event-types.ts'
import { createOpening } from '../protocol/opening.ts'
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

/** Indexes one socket: decoded frames, opening and conversations replayed. */
export function viewSocket(context: EvidenceContext, facts: SocketFacts): SocketView {
  const { name, user, upgrade, close } = facts
  const frames = facts.frames.map(viewFrame)
  const untilMs = close?.atMs ?? context.observedUntilMs
  const openedMs = upgrade?.endMs ?? facts.firstMs
  return {
    name,
    user,
    upgrade,
    close,
    frames,
    ...replayOpening(frames),
    conversations: stretches(facts, frames, untilMs).map((stretch) => replayConversation(context, stretch)),
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

/**
 * Cuts a socket into conversations: each prompt owns what follows it. A speaker without any prompt on record, but with
 * agent events, held one all the same: some recordings begin in the middle.
 */
function stretches({ prompts, close, user }: SocketFacts, frames: readonly FrameView[], untilMs: number): Stretch[] {
  const closedAtMs = close !== null && endedByTarget(close) ? close.atMs : null
  if (prompts.length === 0) {
    const spoke = user.role === 'speaker' && frames.some(hasAgentEvent)
    return spoke ? [{ prompt: null, frames, untilMs, closedAtMs }] : []
  }
  return prompts.map((prompt, index) => {
    const next = prompts[index + 1]
    return {
      prompt,
      frames: frames.filter(({ fact }) => fact.seq >= prompt.frame && (next === undefined || fact.seq < next.frame)),
      untilMs: next?.atMs ?? untilMs,
      closedAtMs: next === undefined ? closedAtMs : null,
    }
  })
}

/** A bad frame that made our client close is the target's doing as well. */
function endedByTarget({ initiator, error }: CloseFact): boolean {
  return initiator !== 'client' || error?.code.startsWith('WS_ERR_') === true
}

function hasAgentEvent({ events }: FrameView): boolean {
  return events.some((event) => isAgentEvent(event.type))
}
