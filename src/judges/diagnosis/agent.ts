import type { Symptom } from '../symptom.ts'
import { agentErrorShapes } from './agent-error-shapes.ts'
import { wordsOf } from './close-sign.ts'
import type { Rule } from './rule.ts'

/** Timeouts that are shorter than an answer takes fire after 8 to 10 s, or at the agent's own 30 s. */
const EARLY_TIMEOUT_MS = 40_000

/** Families G and C13: what the agent's own error says. */
export const agentRules: readonly Rule[] = [
  says(
    'agent-registry-empty',
    /available agents: ?\[\]|agent[^.]{0,40} not found|no agents? (is |are )?registered|get_async/i,
  ),
  says('service-auth-403', /service:netra-backend|not authenticated|\b403\b|forbidden/i),
  says('context-serialization-failure', /cannot pickle|contextvar/i),
  says(
    'db-session-failure-midrun',
    /thread not found|row can't be used in 'await'|session is closed|database session/i,
  ),
  { code: 'timeout-hierarchy-inversion', from: ['unclassified'], when: timedOutEarly },
]

function says(code: Rule['code'], words: RegExp): Rule {
  return { code, from: agentErrorShapes, when: (symptom) => words.test(wordsOf(symptom)) }
}

function timedOutEarly(symptom: Symptom): boolean {
  const { conversation } = symptom
  const endMs = conversation?.conversation.end?.atMs ?? Number.POSITIVE_INFINITY
  return (
    conversation !== null &&
    conversation.promptAtMs !== null &&
    endMs - conversation.promptAtMs <= EARLY_TIMEOUT_MS &&
    /timed? ?out|timeout|deadline/i.test(wordsOf(symptom))
  )
}
