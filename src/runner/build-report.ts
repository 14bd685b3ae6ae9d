import type { Judged } from '../judges/judge.ts'
import { userTimings } from '../judges/user-timings.ts'
import type { Evidence } from '../model/evidence-file.ts'
import type { RunReport } from '../model/report.ts'
import { detectionOf } from './detection.ts'
import type { RunOptions } from './run-scenario.ts'
import { wireSummary } from './wire-summary.ts'

/** Puts evidence and judgement into the one document that sinks and reporters take. */
export function buildReport(evidence: Evidence, judged: Judged): RunReport {
  const { context } = evidence
  const detection = detectionOf(evidence, judged)
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
    cause: judged.cause,
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
    ...(detection === null ? {} : { detection }),
    wire: wireSummary(evidence),
    evidenceFile: null,
  }
}

/** The report of a run that saw nothing, because it was not allowed to start or failed on our side before it could. */
export function refusedReport(run: {
  readonly options: Pick<RunOptions, 'scenario' | 'target' | 'purpose' | 'seed'>
  readonly runId: string
  readonly startedAt: string
  readonly verdict: RunReport['verdict']
  readonly reason: string
  readonly cause: RunReport['cause']
}): RunReport {
  const { scenario, target, purpose, seed } = run.options
  return {
    runId: run.runId,
    scenario: scenario.id,
    target: target.name,
    purpose,
    policy: target.policy,
    seed,
    attempts: 1,
    startedAt: run.startedAt,
    durationMs: 0,
    verdict: run.verdict,
    reason: run.reason,
    phase: null,
    domain: run.verdict === 'error' ? 'monitor' : null,
    cause: run.cause,
    steps: [],
    judgements: scenario.judges.map((judge) => ({
      judge,
      state: 'not-run',
      reason: 'the run did not start',
      examined: 0,
      findings: [],
    })),
    findings: [],
    users: [],
    evidenceFile: null,
  }
}
