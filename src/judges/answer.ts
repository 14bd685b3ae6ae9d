import type { Code } from '../model/codes.ts'
import type { EvidenceContext } from '../model/evidence-file.ts'
import type { AnswerResult } from '../model/measured-words.ts'
import type { Severity } from '../model/words.ts'
import { answerResult, SHORTEST_ANSWER } from './answer-result.ts'
import { count } from './count.ts'
import { areBurst } from './event-gaps.ts'
import { quote } from './quote.ts'
import type { Judge, Trouble } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { ConversationView, EvidenceView, SocketView } from './view-types.ts'

/** Judges what came at the end of every conversation: whether it answers our prompt, as far as the target can prove it. */
export const judgeAnswer: Judge = (view) => {
  const answered = view.sockets.flatMap((socket) =>
    socket.conversations.filter(hasResult).map((conversation) => ({ socket, conversation })),
  )
  return {
    examined: answered.length,
    symptoms: answered.flatMap(({ socket, conversation }) => judgeConversation(view, socket, conversation)),
    troubles: answered.flatMap(({ conversation }) => unasked(conversation) ?? []),
    missing: view.users
      .filter(({ user }) => user.role === 'speaker' && !answered.some(({ socket }) => socket.user.id === user.id))
      .map(({ user }) => user.id),
    held: `${count(answered.length, 'answer')} to our prompts`,
  }
}

/** Without the prompt on record nobody can say whether an answer is one to it. */
function unasked(conversation: ConversationView): Trouble | null {
  if (conversation.prompt !== null) return null
  const reason = 'What was asked is not on record, so nothing can be said of the answer.'
  return { kind: 'inconclusive', cause: 'nothing_examined', reason }
}

/** Whether an agent completed, so that there should be an answer. */
export function hasResult({ conversation }: ConversationView): boolean {
  return conversation.events.some(({ type }) => type === 'agent_completed')
}

function judgeConversation(view: EvidenceView, socket: SocketView, conversation: ConversationView): Symptom[] {
  const result = answerResult(conversation)
  const found = codeFor(result, conversation, view.context)
  const { events, answer } = conversation.conversation
  const frames = [events.findLast(({ type }) => type === 'agent_completed')?.seq ?? 0]
  const base = { user: socket.user.id, frames, socket, conversation }
  const symptoms: Symptom[] = []
  if (found !== null) {
    const received = answer === '' ? 'nothing' : quote(answer)
    const { code, expected, severity } = found
    symptoms.push(symptom({ ...base, code, phase: 'answer', expected, received, ...(severity && { severity }) }))
  }
  if (areBurst(events)) {
    const expected = 'events while the agent works'
    const received = `${events.length} agent events at once`
    symptoms.push(symptom({ ...base, code: 'events-burst', phase: 'events', severity: 'warn', expected, received }))
  }
  return symptoms
}

type Found = { readonly code: Code; readonly expected: string; readonly severity?: Severity }

function codeFor(result: AnswerResult, talk: ConversationView, context: EvidenceContext): Found | null {
  const { prompt, conversation } = talk
  const found = codeOf(result, talk, context)
  if (prompt === null || prompt.expected !== '' || conversation.answer.trim() === '') return found
  // A person's prompt, as recordings have it, asks for no proof: short, or repeating the question, may be right, and wording
  // proves nothing.
  return result === 'apology' || result === 'canned'
    ? found && { ...found, severity: 'warn' }
    : { code: 'answer-unproven', expected: 'proof; this prompt asks for none' }
}

function codeOf(result: AnswerResult, { prompt }: ConversationView, context: EvidenceContext): Found | null {
  const { proof } = context.capabilities
  const expected = prompt?.expected ?? ''
  switch (result) {
    case 'proven':
      return null
    case 'empty':
      return { code: 'empty-or-trivial-answer', expected: `an answer of more than ${SHORTEST_ANSWER} characters` }
    case 'apology':
      return { code: 'llm-apology-success', expected: 'an answer, not an apology' }
    case 'canned':
      return { code: 'canned-or-fabricated-answer', expected: 'an answer that somebody thought of' }
    case 'echo':
      return { code: 'answer-echo', expected: 'an answer, not our own prompt' }
    case 'present':
      return expected === '' ? null : { code: 'answer-unproven', expected: `the transformed reference ${expected}` }
    case 'no_nonce':
      if (expected === '') return null
      return proof === 'present'
        ? { code: 'answer-unproven', expected: `the transformed reference ${expected}` }
        : { code: 'answer-without-nonce', expected: `the reference ${prompt?.nonce ?? ''} as ${expected}` }
  }
}
