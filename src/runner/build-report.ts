import type { Judged } from '../judges/judge.ts'
import { userTimings } from '../judges/user-timings.ts'
import type { Evidence } from '../model/evidence-file.ts'
import type { RunReport } from '../model/report.ts'

/** Puts evidence and judgement into the one document that sinks and reporters take. */
export function buildReport(evidence: Evidence, judged: Judged): RunReport {
  const { context } = evidence
  return {
    runId: context.runId,
    scenario: context.scenario,
    target: context.target.name,
    purpose: context.purpose,
    policy: context.policy,
    seed: context.seed,
    attempts: context.attempt,
    startedAt: context.startedAt,
    durationMs: context.observedUntilMs,
    verdict: judged.verdict,
    reason: judged.reason,
    phase: judged.phase,
    domain: judged.domain,
    steps: evidence.steps.map((step) => ({
      name: step.user === null ? step.name : `${step.name} (${step.user})`,
      state: step.state,
      durationMs: step.durationMs,
    })),
    judgements: [...judged.judgements],
    findings: [...judged.findings],
    users: evidence.users.map((user) => ({
      id: user.id,
      emailLocalPart: user.email.split('@', 1)[0] ?? user.email,
      timings: userTimings(evidence, user.id),
    })),
    evidenceFile: null,
  }
}
