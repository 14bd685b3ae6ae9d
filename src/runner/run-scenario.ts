import type { Credentials } from '../config/credentials.ts'
import type { Guard } from '../guard/open-guard.ts'
import type { RefusalReason } from '../guard/outcome.ts'
import { targetKey } from '../guard/target-key.ts'
import { judgeEvidence } from '../judges/judge.ts'
import type { Clock } from '../kernel/clock.ts'
import { CallerDeadline } from '../kernel/deadline.ts'
import { messageOf } from '../kernel/message-of.ts'
import type { Artifact } from '../model/artifact.ts'
import type { Evidence } from '../model/evidence-file.ts'
import type { RunReport } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'
import type { Purpose } from '../model/words.ts'
import type { Chromium } from '../probes/browser/browser-process.ts'
import type { OpenCount } from '../probes/open-count.ts'
import type { TokenShelf } from '../probes/token-shelf.ts'
import { act } from './act.ts'
import { admit } from './admission.ts'
import { backOffUntil } from './back-off-until.ts'
import { buildReport, refusedReport } from './build-report.ts'
import type { Progress } from './progress.ts'
import { newRunId } from './run-id.ts'
import { unmetNeed } from './unmet-need.ts'

/** One run: which scenario against which target, with what, and who wants to know. */
export type RunOptions = {
  readonly scenario: Scenario
  readonly target: Target
  readonly credentials: Credentials
  readonly guard: Guard
  /** How fast the target's time runs; 1 for a real one. */
  readonly timeScale: number
  /** How many users speak. Must lie within the scenario's bounds. */
  readonly users: number
  /** Chosen values of the scenario's own options; what is left out has its default. */
  readonly options?: Readonly<Record<string, string>>
  /**
   * Keeps tokens in memory from run to run, so that an old one can serve as the expired control. One for each process that
   * runs again and again; without it that control is `not-run`.
   */
  readonly shelf?: TokenShelf
  /** Counts the sockets that are open now, of all runs that share it. */
  readonly sockets?: OpenCount
  /** Counts the browsers that are open now, of all runs that share it. */
  readonly browsers?: OpenCount
  /** Where scenarios that need one get their browser from; null or absent: there is none, and they do not start. */
  readonly chromium?: Chromium | null
  /** Whether somebody will look at what pages leave: pictures, logs, traces. Off by default, because it takes time. */
  readonly keepsArtifacts?: boolean
  /** Whether sockets offer to compress; for the healthy variant of the twin that does. */
  readonly compression?: boolean
  readonly seed: string
  readonly purpose: Purpose
  /** For who must know it before the run begins; a new one when left out. */
  readonly runId?: string
  /** Interrupts the run: what was seen until then is still judged and reported. */
  readonly signal: AbortSignal
  readonly progress: Progress
}

/** A finished run. */
export type RunResult = {
  readonly report: RunReport
  /** Null when the run was not allowed to start, so that nothing was seen. */
  readonly evidence: Evidence | null
  /** What pages left for a person to look at; empty for a run without a browser, and for one that passed. */
  readonly artifacts: readonly Artifact[]
  /** Why the guard did not let the run start; null when it did, or was not asked. */
  readonly refusal: RefusalReason | null
}

/** A wait for the guard that lasts longer is told, in real milliseconds: silence would look like a hang. */
const NOTICE_MS = 1_000

/**
 * Runs one scenario once: asks the guard, lets the users act, judges what they saw. Never throws: whatever goes wrong
 * on our side becomes a verdict.
 */
export async function runScenario(options: RunOptions, clock: Clock): Promise<RunResult> {
  const runId = options.runId ?? newRunId(clock)
  const startedAt = new Date(clock.wall()).toISOString()
  const { scenario, target, guard, progress } = options
  const finish = (result: RunResult): RunResult => {
    progress({ kind: 'run-finished', runId, scenario: scenario.id, report: result.report })
    return result
  }
  const refuse = (verdict: RunReport['verdict'], cause: RunReport['cause'], reason: string, refusal?: RefusalReason) =>
    finish({
      report: refusedReport({ options, runId, startedAt, verdict, cause, reason }),
      evidence: null,
      artifacts: [],
      refusal: refusal ?? null,
    })
  const lacking = unmetNeed(scenario, target, options.chromium ?? null)
  if (lacking !== null) return refuse('inconclusive', 'nothing_examined', `The run did not start: ${lacking}`)
  try {
    const crowd = { speakers: options.users, bystanders: scenario.bystanders }
    const notice = clock.timer(NOTICE_MS, () => progress({ kind: 'waiting', runId, scenario: scenario.id }))
    const admission = await admit(guard, target, scenario, crowd, options.signal).finally(() =>
      notice[Symbol.dispose](),
    )
    if (admission.kind === 'refused') {
      const cause = admission.reason === 'back-off' ? 'back_off' : 'nothing_examined'
      return refuse('inconclusive', cause, `The run was not allowed to start. ${admission.message}`, admission.reason)
    }
    if (admission.kind === 'broken') return refuse('error', 'internal', admission.message)
    await using hold = admission.hold
    const signal = AbortSignal.any([options.signal, hold.lost])
    await using acted = await act({ ...options, signal, runId, startedAt, addresses: admission.addresses })
    const { evidence } = acted
    const untilMs = backOffUntil(evidence, target.budget, clock.wall())
    if (untilMs !== null) guard.backOff(targetKey(target.urls), untilMs)
    const report = buildReport(evidence, judgeEvidence(evidence))
    const artifacts = report.verdict === 'pass' ? [] : await acted.artifacts()
    return finish({ report, evidence, artifacts, refusal: null })
  } catch (thrown) {
    if (options.signal.reason instanceof CallerDeadline)
      return refuse('inconclusive', 'caller_deadline', `The run did not begin: ${options.signal.reason.message}.`)
    if (options.signal.aborted)
      return refuse('cancelled', null, `Stopped before the run began: ${messageOf(options.signal.reason)}.`)
    return refuse(
      'error',
      'internal',
      `The monitor itself failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    )
  }
}
