import type { Evidence } from '../model/evidence-file.ts'
import type { Budget } from '../model/target.ts'

/**
 * Until when a target that answered 429 must be left alone, as epoch milliseconds: as long as it said (Retry-After in
 * seconds or as a date), else as long as the budget says. Null when it did not answer 429.
 */
export function backOffUntil(evidence: Pick<Evidence, 'facts'>, budget: Budget, nowMs: number): number | null {
  const untils = evidence.facts.flatMap((fact) => {
    if ((fact.kind !== 'http' && fact.kind !== 'upgrade') || fact.status !== 429) return []
    return [retryAfter(fact.headers['retry-after'], nowMs) ?? nowMs + budget.backOffSeconds * 1000]
  })
  return untils.length === 0 ? null : Math.max(...untils)
}

function retryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null
  if (/^\d+$/.test(header)) return nowMs + Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : date
}
