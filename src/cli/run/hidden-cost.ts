import { UsageError } from '../../config/usage-error.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Target } from '../../model/target.ts'
import { LAUNCH } from '../examples.ts'

/**
 * Prompts to a real target cost LLM tokens. Throws a UsageError unless somebody has said that they may: the flag, or the
 * target's `realLlm`. The twin has no LLM.
 */
export function refuseHiddenCost(target: Target, scenarios: readonly Scenario[], allowed: boolean): void {
  if (allowed || target.realLlm || target.kind === 'embedded') return
  const costly = scenarios.filter((scenario) => scenario.promptsPerUser > 0)
  if (costly.length === 0) return
  throw new UsageError(
    `Target "${target.name}" runs a real LLM, and these scenarios send it prompts that cost tokens: ` +
      `${costly.map(({ id }) => id).join(', ')}.`,
    `Allow it with --real-llm, or with realLlm: true in the configuration. \`${LAUNCH} list\` shows the cost of each.`,
  )
}
