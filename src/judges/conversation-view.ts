import type { PromptFact } from '../model/evidence.ts'
import type { EvidenceContext } from '../model/evidence-file.ts'
import { createConversation } from '../protocol/conversation.ts'
import type { ConversationView, FrameView } from './view-types.ts'

/** The stretch of a socket that belongs to one prompt. */
export type Stretch = {
  readonly prompt: PromptFact | null
  readonly frames: readonly FrameView[]
  /** When we stopped looking: next prompt, end of the socket, or end of the run. */
  readonly untilMs: number
  /** When the target ended the socket within this stretch; null when it stayed open or we closed it. */
  readonly closedAtMs: number | null
}

/** Replays a stretch through the module by which the probe stopped, up to the moment at which we stopped looking. */
export function replayConversation(context: EvidenceContext, stretch: Stretch): ConversationView {
  const { prompt, frames, untilMs, closedAtMs } = stretch
  const conversation = createConversation({
    policy: context.policy,
    thresholds: context.thresholds,
    proof: context.capabilities.proof,
    expected: prompt?.expected ?? null,
    promptAtMs: prompt?.atMs ?? null,
  })
  for (const { fact, events } of frames) {
    for (const event of events) conversation.see(event, fact.atMs, fact.seq)
  }
  if (closedAtMs !== null) conversation.closed(closedAtMs)
  conversation.finish(untilMs)
  return { prompt, promptAtMs: prompt?.atMs ?? null, conversation, frames, untilMs }
}
