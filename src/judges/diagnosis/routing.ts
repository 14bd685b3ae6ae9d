import type { Symptom } from '../symptom.ts'
import type { ConversationView, EvidenceView, SocketView } from '../view-types.ts'
import { closeOf } from './close-sign.ts'
import type { Rule } from './rule.ts'
import { silenceRules } from './silence.ts'

/** A close this soon after a frame of ours was caused by it. */
const AT_ONCE_MS = 2_000
/** Replies of handlers that run no agent (protocol.md §2.5, §3.7). */
const answerTypes: ReadonlySet<string> = new Set([
  'agent_response',
  'agent_response_complete',
  'final_report',
  'message',
  'assistant_message',
])
const SHORTEST_ANSWER = 50

/** Family F: routing. */
export const routingRules: readonly Rule[] = [
  { code: 'router-signature-mismatch', from: ['closed-mid-run'], when: closedAtPrompt },
  {
    code: 'mode-echo-trap',
    from: ['agent-never-starts'],
    when: ({ conversation }) => replies(conversation).some((text) => isEcho(text, conversation)),
  },
  {
    code: 'eventless-engine',
    from: ['agent-never-starts'],
    when: ({ conversation }) => replies(conversation).some((text) => text.length > SHORTEST_ANSWER),
  },
  {
    code: 'shared-handler-last-writer-wins',
    from: ['agent-never-starts'],
    when: wentTo((own, other) => other.openedMs > own.openedMs),
  },
  {
    code: 'first-handler-wins',
    from: ['agent-never-starts'],
    when: wentTo((own, other) => other.openedMs < own.openedMs),
  },
  {
    code: 'shared-handler-last-writer-wins',
    from: ['cross-user-event-leak'],
    when: cameInsteadTo((own, other) => other.openedMs > own.openedMs),
  },
  {
    code: 'first-handler-wins',
    from: ['cross-user-event-leak'],
    when: cameInsteadTo((own, other) => other.openedMs < own.openedMs),
  },
  { code: 'thread-user-routing-gap', from: ['agent-never-starts'], when: earlierPromptWasAnswered },
  ...silenceRules,
]

/** Welcome, then our first prompt, then 1000 at once: the loop fell over the message and closed politely. */
function closedAtPrompt(symptom: Symptom): boolean {
  const close = closeOf(symptom)
  const conversation = symptom.socket?.conversations.at(-1)
  if (close === null || conversation === undefined || close.code !== 1000 || close.initiator !== 'server') return false
  return conversation.conversation.events.length === 0 && close.atMs - lastSentMs(conversation) <= AT_ONCE_MS
}

function lastSentMs({ promptAtMs, frames }: ConversationView): number {
  return frames.findLast(({ fact }) => fact.direction === 'out' && fact.opcode === 'text')?.fact.atMs ?? promptAtMs ?? 0
}

function replies(conversation: ConversationView | null): string[] {
  return (conversation?.frames ?? []).flatMap(({ events }) =>
    events
      .filter((event) => answerTypes.has(event.type))
      .map((event) => textOf(event.result ?? event.fields.message ?? event.fields.text)),
  )
}

function textOf(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isEcho(text: string, conversation: ConversationView | null): boolean {
  const prompt = conversation?.prompt?.text ?? ''
  return /legacy processing|\becho\b/i.test(text) || (prompt !== '' && text.includes(prompt))
}

/** Whether this prompt's events went to another user's socket, one that `which` picks by the time of opening. */
function wentTo(which: (own: SocketView, other: SocketView) => boolean): Rule['when'] {
  return ({ socket, conversation }, view: EvidenceView) => {
    const nonce = conversation?.prompt?.nonce ?? ''
    if (socket === null || nonce === '') return false
    const marks = [nonce, conversation?.prompt?.expected ?? nonce]
    return view.sockets.some(
      (other) => other.user.id !== socket.user.id && which(socket, other) && received(other, marks),
    )
  }
}

/**
 * Whether a stranger's events came to this socket *instead of* to the one whose prompt caused them: a leak beside the right
 * delivery is another failure. `which` picks by the time of opening.
 */
function cameInsteadTo(which: (own: SocketView, other: SocketView) => boolean): Rule['when'] {
  return ({ user, frames: [first] }, view) => {
    const strayed = view.sockets.find(
      (socket) => socket.user.id === user && socket.frames.some(({ fact }) => fact.seq === first),
    )
    if (strayed === undefined) return false
    return view.sockets.some(
      (own) =>
        own.user.id !== user &&
        which(own, strayed) &&
        own.conversations.some(
          ({ prompt, conversation }) =>
            prompt !== null && conversation.events.length === 0 && received(strayed, [prompt.nonce, prompt.expected]),
        ),
    )
  }
}

function received(socket: SocketView, marks: readonly string[]): boolean {
  return socket.frames.some(
    ({ fact }) => fact.direction === 'in' && marks.some((mark) => mark !== '' && fact.data.includes(mark)),
  )
}

/** The same socket answered an earlier prompt: what fails is the second message of a thread. */
function earlierPromptWasAnswered({ socket, conversation }: Symptom): boolean {
  const earlier = socket?.conversations ?? []
  const index = conversation === null ? -1 : earlier.indexOf(conversation)
  return index > 0 && earlier.slice(0, index).some((each) => each.conversation.answer !== '')
}
