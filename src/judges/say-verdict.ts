import type { Finding } from '../model/judgement.ts'
import type { Verdict } from '../model/words.ts'
import type { Trouble } from './ruling.ts'

/** What there is to say about a run. */
export type Summary = {
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  readonly troubles: readonly Trouble[]
  readonly users: number
  readonly judges: number
}

/** One plain sentence for a person: who, what, where. */
export function sayVerdict(summary: Summary): string {
  const { verdict, findings, troubles, users, judges } = summary
  switch (verdict) {
    case 'fail':
    case 'degraded':
      return sayFindings(findings.filter((finding) => (verdict === 'fail') === (finding.severity === 'fail')))
    case 'error':
      return troubles.find((trouble) => trouble.kind === 'error')?.reason ?? 'The monitor itself failed.'
    case 'cancelled':
      return 'The run was stopped before it could finish; nothing seen until then is a failure.'
    case 'inconclusive':
      return troubles.find((trouble) => trouble.kind === 'inconclusive')?.reason ?? 'Nothing was examined.'
    case 'pass':
      return `All ${judges} judges hold for ${users === 1 ? 'one user' : `${users} users`}.`
    default:
      return verdict satisfies never
  }
}

function sayFindings(findings: readonly Finding[]): string {
  const [first, ...others] = findings
  if (first === undefined) return 'Something failed.'
  const who = first.user === null ? '' : `${first.user}, `
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return `${who}${first.phase}: ${first.code}. Expected ${first.expected}; got ${first.received}.${more}`
}
