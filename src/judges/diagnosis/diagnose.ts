import type { Symptom } from '../symptom.ts'
import type { EvidenceView } from '../view-types.ts'
import { agentRules } from './agent.ts'
import { authRules } from './auth.ts'
import { exhaustionRules, regularDeathRules } from './exhaustion.ts'
import { factoryRules } from './factory.ts'
import { closeRules, handshakeRules } from './handshake.ts'
import { llmRules } from './llm.ts'
import { networkRules } from './network.ts'
import { instanceRules, platformRules } from './platform.ts'
import { reconnectRules } from './reconnect.ts'
import { routingRules } from './routing.ts'
import type { Rule } from './rule.ts'
import { startupRules } from './startup.ts'

/**
 * All rules, in the order in which they count: what the network did, authentication behind other codes, limits, factories,
 * the platform, the words of errors, routing, and last what only the shape of a close tells. The first that fits wins.
 */
export const rules: readonly Rule[] = [
  ...networkRules,
  ...authRules,
  ...exhaustionRules,
  ...factoryRules,
  ...startupRules,
  ...platformRules,
  ...regularDeathRules,
  ...instanceRules,
  ...llmRules,
  ...agentRules,
  ...handshakeRules,
  ...reconnectRules,
  ...routingRules,
  ...closeRules,
]

/** Gives a plain shape the finest name that the evidence bears; what fits nothing stays as it is. */
export function diagnose(symptom: Symptom, view: EvidenceView): Symptom {
  const rule = rules.find(({ from, when }) => from.includes(symptom.code) && when(symptom, view))
  if (rule === undefined) return symptom
  return {
    ...symptom,
    code: rule.code,
    domain: null,
    phase: rule.phase ?? symptom.phase,
    severity: rule.severity ?? symptom.severity,
    hint: rule.hint ?? symptom.hint,
  }
}
