import { domains } from '../../model/words.ts'
import type { RuleGroup } from './rule.ts'

/** What a domain is called that no counter names. */
export const UNKNOWN_DOMAIN = 'unknown'

/** The labels of recorded series beside those of the catalogue, with every value that these rules give them. */
export function recordedLabels(groups: readonly RuleGroup[]): Readonly<Record<string, readonly string[]>> {
  const labels = new Map<string, Set<string>>([['domain', new Set([...domains, UNKNOWN_DOMAIN])]])
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    for (const [label, value] of Object.entries(rule.labels ?? {})) {
      const values = labels.get(label) ?? new Set()
      labels.set(label, values.add(value))
    }
  }
  return { ...Object.fromEntries([...labels].map(([label, values]) => [label, [...values]])), outcome: ['good', 'bad'] }
}
