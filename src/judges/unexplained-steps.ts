import type { Trouble } from './ruling.ts'
import type { Symptom } from './symptom.ts'
import type { EvidenceView } from './view-types.ts'

/**
 * Steps that failed although nothing seen says why. Only evidence may blame the target, so that is our error: a probe
 * gave up on something no judge knows of. A run that was cut short leaves steps unfinished, and that needs no explanation.
 */
export function unexplainedSteps(view: EvidenceView, symptoms: readonly Symptom[]): Trouble[] {
  if (view.context.ended === 'cancelled' || view.context.ended === 'caller-deadline') return []
  const blamed = new Set(symptoms.filter(({ severity }) => severity === 'fail').map(({ user }) => user))
  return view.evidence.steps
    .filter(
      ({ state, user }) =>
        state === 'failed' && !blamed.has(user) && !blamed.has(null) && !(user === null && blamed.size > 0),
    )
    .map(({ name, user, detail }) => ({
      kind: 'error',
      cause: 'internal',
      reason: `The step "${name}"${user === null ? '' : ` of ${user}`} failed and nothing seen says why: ${detail || 'no detail'}.`,
    }))
}
