import { agentErrorShapes } from './agent-error-shapes.ts'
import { wordsOf } from './close-sign.ts'
import type { Rule } from './rule.ts'

/** Families G3 and H: the model behind the agent. */
export const llmRules: readonly Rule[] = [
  {
    code: 'llm-unavailable',
    from: agentErrorShapes,
    when: (symptom) => /LLM manager|(LLM|language model)[^.]{0,30}(unavailable|not available)/i.test(wordsOf(symptom)),
  },
  {
    code: 'orchestrator-none-fallback',
    from: ['canned-or-fabricated-answer', 'answer-without-nonce', 'answer-unproven'],
    when: ({ conversation }) =>
      conversation !== null &&
      /orchestrator|fallback mode/i.test(conversation.conversation.answer) &&
      /fallback/i.test(conversation.conversation.answer) &&
      !conversation.conversation.events.some(({ tool }) => tool !== null),
  },
  {
    code: 'content-field-mismatch',
    from: ['answer-without-nonce', 'empty-or-trivial-answer', 'unclassified'],
    when: (symptom) =>
      /empty (message|prompt|request)|please enter a message|no (message|prompt) (was )?(given|provided)/i.test(
        `${symptom.conversation?.conversation.answer ?? ''} ${wordsOf(symptom)}`,
      ),
  },
]
