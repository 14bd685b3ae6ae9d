import type { Finding } from '../../../model/judgement.ts'

/** Findings that say the same of several users. Never empty. */
export type FindingGroup = readonly [Finding, ...Finding[]]

/**
 * Puts findings of the same code and rung together, in the order of the first of each: a failure that meets fifty users is
 * one thing to do.
 */
export function findingGroups(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, [Finding, ...Finding[]]>()
  for (const finding of findings) {
    const key = `${finding.code}/${finding.phase}/${finding.severity}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  }
  return [...groups.values()]
}
