import type { AnswerResult } from '../model/measured-words.ts'
import { isApology, isCanned, isSimulatedTool } from './answer-signatures.ts'
import { areSimulated } from './event-gaps.ts'
import type { ConversationView } from './view-types.ts'

/** A real answer to our prompts is longer. */
export const SHORTEST_ANSWER = 50

/**
 * Weighs the answer of a conversation. `proven`: it holds the transformation of the nonce, which nobody can invent, so no
 * wording of it matters any more; `present`: it holds the nonce as it was; `no_nonce`: neither.
 */
export function answerResult({ conversation, prompt }: ConversationView): AnswerResult {
  const { answer, events } = conversation
  if (answer.trim().length <= SHORTEST_ANSWER) return 'empty'
  const expected = prompt?.expected ?? ''
  if (expected !== '' && answer.includes(expected)) return 'proven'
  if (isApology(answer)) return 'apology'
  if (isCanned(answer) || areSimulated(events) || events.some(({ tool }) => isSimulatedTool(tool))) return 'canned'
  const text = prompt?.text.trim() ?? ''
  if (text !== '' && answer.includes(text)) return 'echo'
  const nonce = prompt?.nonce ?? ''
  return nonce !== '' && answer.includes(nonce) ? 'present' : 'no_nonce'
}
