import type { Finding, Judgement } from '../model/judgement.ts'
import type { Report, RunReport } from '../model/report.ts'

/** Builders for tests: a valid value, with what the test is about put over it. */

/** A finding of the router's signature mismatch, say. */
export function aFinding(over: Partial<Finding> = {}): Finding {
  return {
    code: 'no-welcome-frame',
    domain: 'handshake',
    phase: 'welcome',
    severity: 'fail',
    user: 'user-1',
    expected: 'a welcome within 10000 ms',
    received: 'nothing within 30000 ms',
    frames: [3, 4],
    hint: 'Look at the backend log for the connection.',
    ...over,
  }
}

/** A judgement that holds. */
export function aJudgement(over: Partial<Judgement> = {}): Judgement {
  return {
    judge: 'identity',
    state: 'holds',
    reason: 'Every welcome names its user.',
    examined: 2,
    findings: [],
    ...over,
  }
}

/** A run that passed. */
export function aRun(over: Partial<RunReport> = {}): RunReport {
  return {
    runId: '20261122T150901-1f3a9c02',
    scenario: 'golden-path',
    target: 'staging',
    purpose: 'manual',
    policy: 'observed',
    seed: 'seed-1',
    attempts: 1,
    startedAt: '2026-11-22T15:09:01.000Z',
    durationMs: 3_210,
    verdict: 'pass',
    reason: 'All 2 judges hold.',
    phase: null,
    domain: null,
    cause: null,
    steps: [{ name: 'platform', state: 'passed', durationMs: 12 }],
    judgements: [aJudgement(), aJudgement({ judge: 'sequence' })],
    findings: [],
    users: [
      {
        id: 'user-1',
        emailLocalPart: 'wren-monitor',
        timings: { signInMs: 45, upgradeMs: 20, welcomeMs: 31, firstEventMs: 420, answerMs: 2_600 },
      },
    ],
    evidenceFile: null,
    ...over,
  }
}

/** A run that failed for one finding. */
export function aFailedRun(finding: Finding = aFinding()): RunReport {
  return aRun({
    verdict: 'fail',
    reason: 'No welcome came.',
    phase: finding.phase,
    domain: finding.domain,
    judgements: [
      aJudgement({ judge: 'handshake', state: 'broken', reason: '1 finding', findings: [finding] }),
      aJudgement({ judge: 'answer', state: 'void', reason: 'a lower rung is red', examined: 0 }),
    ],
    findings: [finding],
  })
}

/** A report of one passing run. */
export function aReport(over: Partial<Report> = {}): Report {
  return {
    schema: 'golden-path/report@1',
    version: '0.1.0',
    verdict: 'pass',
    exitCode: 0,
    targetKind: 'remote',
    runs: [aRun()],
    ...over,
  }
}

/** Text that tries to break out of every format: terminal, log line, JSON, XML, workflow command, Markdown, reading direction. */
export const hostile =
  'a\u001b[31mred\u001b]0;title\u0007\r\n::error::forged\n%0A::set-output name=x::y\u009b2J\u202egnp.exe\u2028\u0000' +
  '</failure><script>alert(1)</script>]]>&lt; "quoted" `` ``` ` | [link](javascript:x) **bold** @someone #1\ud800 end'

/** A failed run in which every text that could come from a target is hostile. */
export function aHostileReport(): Report {
  const finding = aFinding({ user: hostile, expected: hostile, received: hostile, hint: hostile })
  const run = aFailedRun(finding)
  const users = run.users.map((user) => ({ ...user, id: hostile, emailLocalPart: hostile }))
  const judgements = run.judgements.map((judgement) => ({ ...judgement, judge: hostile, reason: hostile }))
  const steps = [{ name: hostile, state: 'failed' as const, durationMs: 1 }]
  const names = { runId: hostile, scenario: hostile, target: hostile, seed: hostile, evidenceFile: hostile }
  return aReport({
    verdict: 'fail',
    exitCode: 1,
    runs: [{ ...run, ...names, reason: hostile, users, judgements, steps }],
  })
}
