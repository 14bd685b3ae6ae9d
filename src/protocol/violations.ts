import type { Code } from '../model/codes.ts'
import type { Policy, Severity } from '../model/words.ts'
import type { Breach } from './breach.ts'
import { rules } from './policy-rules.ts'

/** A broken rule that the policy minds. */
export type Violation = {
  readonly code: Code
  readonly severity: Severity
  readonly expected: string
  readonly received: string
  readonly seqs: readonly number[]
}

/** A broken server can break one rule thousands of times; more frames prove nothing more. */
const MOST_SEQS = 20

/** What a policy says of breaches: one violation for each rule, in the order in which the rules were first broken. */
export function violationsOf(breaches: readonly Breach[], policy: Policy): readonly Violation[] {
  return [...Map.groupBy(breaches, ({ rule }) => rule)].flatMap(([rule, all]) => {
    const { code, expected, weight } = rules[rule]
    const severity = weight[policy]
    const [first] = all
    if (severity === null || first === undefined) return []
    const more = all.length === 1 ? '' : ` (${all.length} times)`
    const seqs = all.flatMap((breach) => breach.seqs).slice(0, MOST_SEQS)
    return [{ code, severity, expected, received: `${first.received}${more}`, seqs }]
  })
}
