import { type Code, codes } from '../model/codes.ts'
import { isAgentEvent, isToolEvent } from '../protocol/event-types.ts'
import type { Violation } from '../protocol/violations.ts'
import { closeSymptom } from './close-symptom.ts'
import { count } from './count.ts'
import { isResumed } from './resumed.ts'
import type { Judge, Trouble } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'
import { unreadable } from './unreadable.ts'
import type { ConversationView, EvidenceView, SocketView } from './view-types.ts'

/** Judges every conversation by the module by which the probe stopped: order, pairs, ends, silence (design.md §4). */
export const judgeSequence: Judge = (view) => {
  const talks = view.sockets.flatMap((socket) => socket.conversations).length
  return {
    examined: talks,
    symptoms: view.sockets.flatMap((socket) => [
      ...unreadable(socket),
      ...drift(socket),
      ...socket.conversations.flatMap((conversation) => judgeConversation(view, socket, conversation)),
    ]),
    troubles: view.sockets.flatMap(leftEarly),
    missing: silentSpeakers(view),
    held: `${count(talks, 'conversation')} in a legal order`,
  }
}

/** Speakers of whom not one conversation is on record. */
function silentSpeakers(view: EvidenceView): string[] {
  return view.users
    .filter(
      ({ user, sockets }) =>
        user.role === 'speaker' && sockets.every(({ conversations }) => conversations.length === 0),
    )
    .map(({ user }) => user.id)
}

/** Conversations that we left before they could end: nothing can be said of them. */
function leftEarly({ user, conversations }: SocketView): Trouble[] {
  return conversations
    .filter(({ conversation }) => conversation.end === null)
    .map(({ prompt }) => {
      const name = prompt?.conversation ?? `a conversation of ${user.id}`
      const reason = `We stopped looking before ${name} had ended.`
      return { kind: 'inconclusive', cause: 'nothing_examined', reason }
    })
}

/** Claims about what did not come: they rest on a stretch of time, not on a frame. */
const absences: ReadonlySet<Code> = new Set(['agent-death-silent', 'agent-never-starts', 'answer-timeout'])
/** What may only be missing because it was on its way when the connection was dropped. */
const lostOnTheWay: ReadonlySet<Code> = new Set(['events-missing-partial', 'agents-unfinished', 'events-out-of-order'])

function judgeConversation(view: EvidenceView, socket: SocketView, conversation: ConversationView): Symptom[] {
  const { end, violations } = conversation.conversation
  const answered = end?.kind === 'completed' || end?.kind === 'settled'
  const resumed = isResumed(socket, conversation)
  const broken = violations
    .filter(({ code }) => !resumed || !lostOnTheWay.has(code))
    .map((violation) => sayViolation(violation, socket, conversation))
  return [
    ...broken,
    ...badEnd(view, socket, conversation),
    ...(answered && !resumed && broken.length === 0 ? unusedTools(view, socket, conversation) : []),
  ]
}

function sayViolation(violation: Violation, socket: SocketView, conversation: ConversationView): Symptom {
  const { code, severity, expected, received, seqs } = violation
  const waited = absences.has(code) ? stillness(conversation) : null
  const phase = codes[code].phase
  const frames = seqs.length > 0 ? seqs : promptFrames(conversation)
  return symptom({
    code,
    severity,
    phase,
    user: socket.user.id,
    expected,
    received,
    frames,
    window: waited,
    socket,
    conversation,
  })
}

/** From the last agent event, or the prompt, to the end. */
function stillness({ conversation, promptAtMs, untilMs }: ConversationView): Symptom['window'] {
  const fromMs = conversation.events.at(-1)?.atMs ?? promptAtMs ?? untilMs
  return { fromMs, toMs: conversation.end?.atMs ?? untilMs }
}

function promptFrames({ prompt }: ConversationView): readonly number[] {
  return prompt === null ? [] : [prompt.frame]
}

/** Ends that are no answer and that no rule of the conversation names. */
function badEnd(view: EvidenceView, socket: SocketView, conversation: ConversationView): Symptom[] {
  const { end } = conversation.conversation
  if (end?.kind === 'closed') return [closeSymptom(view, socket) ?? []].flat()
  if (end?.kind !== 'error' && end?.kind !== 'death') return []
  const event = conversation.conversation.events.findLast(({ seq }) => seq === end.seq)
  return [
    symptom({
      code: 'unclassified',
      domain: 'agent',
      phase: 'events',
      user: socket.user.id,
      expected: 'agent_completed of the outermost agent',
      received: `${event?.type ?? 'an error'}${event?.agent == null ? '' : ` of ${event.agent}`}`,
      frames: end.seq === null ? promptFrames(conversation) : [end.seq],
      socket,
      conversation,
    }),
  ]
}

/** Our prompts ask for something that takes a tool; where agents have tools, none used is odd under `observed`. */
function unusedTools({ context }: EvidenceView, socket: SocketView, conversation: ConversationView): Symptom[] {
  const used = conversation.conversation.events.some(({ type }) => isToolEvent(type))
  if (used || !context.capabilities.tools || context.policy !== 'observed') return []
  return [
    symptom({
      code: 'events-missing-partial',
      severity: 'warn',
      phase: 'events',
      user: socket.user.id,
      expected: 'a pair of tool events, since the agents of this target use tools',
      received: 'none',
      frames: promptFrames(conversation),
      socket,
      conversation,
    }),
  ]
}

/** Agent events without a field that belongs to their type, as one warning for each socket. */
function drift(socket: SocketView): Symptom[] {
  const missing = socket.frames.flatMap(({ fact, events }) =>
    events
      .filter((event) => isAgentEvent(event.type))
      .flatMap((event) =>
        event.drift.filter(({ kind }) => kind === 'missing_field').map(({ name }) => ({ fact, name, event })),
      ),
  )
  const [first] = missing
  if (first === undefined) return []
  return [
    symptom({
      code: 'event-envelope-drift',
      severity: 'warn',
      phase: 'events',
      user: socket.user.id,
      expected: `${first.name} in every ${first.event.type}`,
      received: `${missing.length} agent events without a field of theirs`,
      frames: [first.fact.seq],
      socket,
    }),
  ]
}
