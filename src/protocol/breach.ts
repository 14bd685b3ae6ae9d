import type { Rule } from './policy-rules.ts'
import { describe, type SeenEvent } from './seen-event.ts'

/** That a rule was broken, whether or not the policy minds. */
export type Breach = {
  readonly rule: Rule
  readonly received: string
  /** `seq` of the facts that prove it. */
  readonly seqs: readonly number[]
}

/** A broken rule, proven by an event and the one that it collides with, if any. */
export function breachOf(rule: Rule, event: SeenEvent, other: SeenEvent | null): Breach {
  if (other === null) return { rule, received: `only ${describe(event)}`, seqs: [event.seq] }
  const [before, after] = other.index < event.index ? [other, event] : [event, other]
  return { rule, received: `${describe(before)}, then ${describe(after)}`, seqs: [before.seq, after.seq] }
}
