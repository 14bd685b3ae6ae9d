import type { ConversationView, EvidenceView, SocketView } from '../../judges/view-types.ts'
import type { Finding } from '../../model/judgement.ts'

/** What a conversation was worth to its user. `void`: nobody can say. */
export type Outcome = 'good' | 'bad' | 'void'

/** One conversation and what it was worth. */
export type Weighed = {
  readonly socket: SocketView
  readonly conversation: ConversationView
  readonly outcome: Outcome
}

/**
 * Weighs every conversation of a run by its own facts: bad, when a finding of severity fail rests on one of them or on how
 * its socket opened; good, when it came to its answer; void otherwise, because we left, or what went wrong was ours.
 */
export function weighConversations(view: EvidenceView, findings: readonly Finding[]): Weighed[] {
  const blamed = new Set(failuresOf(findings).flatMap(({ frames }) => frames))
  return view.sockets.flatMap((socket) =>
    socket.conversations.map((conversation) => {
      const { end } = conversation.conversation
      const isAnswered = end?.kind === 'completed' || end?.kind === 'settled'
      const isBad = factsOf(socket, conversation).some((seq) => blamed.has(seq))
      return { socket, conversation, outcome: isBad ? 'bad' : isAnswered ? 'good' : 'void' }
    }),
  )
}

/**
 * One outcome for each user who should have talked and never began: bad, when a failure is to blame for it. Only scenarios
 * that judge the sequence of events have users who should talk.
 */
export function unbegun(view: EvidenceView, findings: readonly Finding[]): Outcome[] {
  if (!view.context.judges.includes('sequence')) return []
  const failures = failuresOf(findings)
  return view.users
    .filter(({ user, sockets }) => user.role === 'speaker' && sockets.every((each) => each.conversations.length === 0))
    .map(({ user }) => (failures.some((each) => each.user === user.id || each.user === null) ? 'bad' : 'void'))
}

function failuresOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === 'fail')
}

/** seq of all facts that decide about a conversation: its own, those before the first one of its socket, an end that cut it. */
function factsOf(socket: SocketView, { prompt, frames, conversation }: ConversationView): number[] {
  const { upgrade, close, conversations } = socket
  const isFirst = conversations[0]?.conversation === conversation
  const begin = frames[0]?.fact.seq ?? prompt?.frame ?? Number.POSITIVE_INFINITY
  const before = isFirst ? socket.frames.filter(({ fact }) => fact.seq < begin).map(({ fact }) => fact.seq) : []
  return [
    ...(isFirst && upgrade !== null ? [upgrade.seq] : []),
    ...before,
    ...(prompt === null ? [] : [prompt.seq, prompt.frame]),
    ...frames.map(({ fact }) => fact.seq),
    ...(conversation.end?.kind === 'closed' && close !== null ? [close.seq] : []),
  ]
}
