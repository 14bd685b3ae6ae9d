import { isAgentEvent } from '../protocol/event-types.ts'
import type { WireEvent } from '../protocol/wire-event.ts'
import type { Leak } from './leak.ts'
import type { EvidenceView } from './view-types.ts'

/** Beside the agent's own: what belongs to somebody's conversation (protocol.md §3.5, §3.7). */
const conversational = /^(thread_|agent_|sub_?agent_|tool_|broadcast|final_report|stream_|message$|user_message$)/

/** Frames of somebody's conversation on the socket of a user who never said a word. */
export function bystanderLeaks(view: EvidenceView): Leak[] {
  return view.sockets
    .filter(({ user }) => user.role === 'bystander')
    .flatMap(({ user, frames }) =>
      frames.flatMap(({ fact, events }) => {
        const event = events.find(isConversational)
        if (event === undefined) return []
        return { channel: 'bystander' as const, receiver: user.id, owner: null, what: event.rawType, seq: fact.seq }
      }),
    )
}

function isConversational({ type }: WireEvent): boolean {
  return isAgentEvent(type) || conversational.test(type)
}
