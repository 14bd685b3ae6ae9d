import { judgeEvidence } from '../judges/judge.ts'
import type { DrillRow, Said } from '../model/drill.ts'
import type { Evidence } from '../model/evidence-file.ts'
import type { Finding } from '../model/judgement.ts'
import type { Verdict } from '../model/words.ts'

/** What was said of a run, and of how much: nothing was seen of a run that was not allowed to start. */
type Telling = { readonly verdict: Verdict; readonly findings: readonly Finding[]; readonly evidence: Evidence | null }

/** A verdict and its codes, the most telling first. */
export function say({ verdict, findings, evidence }: Telling): Said {
  const codes = [...new Set(findings.map(({ code }) => code))]
  const count = evidence?.facts.length ?? 0
  const isProven = findings.every(({ frames }) => frames.length > 0 && frames.every((seq) => seq < count))
  return { verdict, headline: codes[0] ?? null, codes, isProven }
}

/** What the strict policy says of the same evidence, and what only it sees. No second run: judging is pure. */
export function sayStrictly(evidence: Evidence, got: Said): DrillRow['strict'] {
  const policy = 'strict'
  const { verdict, findings } = judgeEvidence({ ...evidence, context: { ...evidence.context, policy } })
  const codes = findings.filter(({ severity }) => severity === 'fail').map(({ code }) => code)
  return { policy, verdict, sees: got.verdict === 'fail' ? [] : [...new Set(codes)] }
}
