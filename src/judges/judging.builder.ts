import type { Evidence, EvidenceContext } from '../model/evidence-file.ts'
import type { JudgeName } from '../model/judge-names.ts'
import { EvidenceBuilder, usualJudges } from './evidence.builder.ts'
import { judgeEvidence } from './judge.ts'
import type { Judge } from './ruling.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

/** Evidence of one user whose life `tell` tells. */
export function oneUser(tell: (user: UserScript) => unknown, changes: Partial<EvidenceContext> = {}): Evidence {
  const run = new EvidenceBuilder().health()
  tell(run.user(1))
  return run.build(changes)
}

/** Codes that a judge finds before diagnosis and ladder, in its order. */
export function plainCodes(judge: Judge, evidence: Evidence): string[] {
  return judge(viewEvidence(evidence)).symptoms.map(({ code }) => code)
}

/** Codes in the report, each once, the most telling first. */
export function codesOf(evidence: Evidence): string[] {
  return [...new Set(judgeEvidence(evidence).findings.map(({ code }) => code))]
}

/** What a judge says in the report. */
export function stateOf(judge: JudgeName, evidence: Evidence): string | undefined {
  return judgeEvidence(evidence).judgements.find((judgement) => judgement.judge === judge)?.state
}

/** All usual judges, isolation too. */
export const everyJudge: string[] = [...usualJudges]

/** Evidence in which nothing was seen. */
export const nothing: Evidence = new EvidenceBuilder().build({ judges: everyJudge })
