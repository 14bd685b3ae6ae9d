import type { Report, RunReport } from '../report.ts'
import { exitCodes } from '../verdict.ts'
import { compareRuns } from './compare-runs.ts'
import type { Gate } from './gate-report.ts'

/**
 * Opens or closes the gate. It opens when the runs themselves exit 0 and nothing is worse than in the baseline: a target
 * that fails as it did before still fails. Without a baseline (null) the runs alone decide.
 */
export function decideGate(report: Report, baseline: readonly RunReport[] | null): Gate {
  const checks = baseline === null ? [] : compareRuns(baseline, report.runs)
  const worse = checks.filter(({ state }) => state === 'worse')
  const exitCode = report.exitCode === exitCodes.ok && worse.length > 0 ? exitCodes.fail : report.exitCode
  return {
    schema: 'golden-path/gate@1',
    version: report.version,
    gate: exitCode === exitCodes.ok ? 'open' : 'closed',
    reason: reasonOf(report, worse.length, baseline),
    exitCode,
    baselineRuns: baseline?.length ?? null,
    checks,
    report,
  }
}

function reasonOf(report: Report, worse: number, baseline: readonly RunReport[] | null): string {
  const now = `the runs are ${report.verdict}`
  if (baseline === null) return `${now}; there is no baseline to compare with`
  if (worse > 0) return `${now}; ${worse} thing${worse === 1 ? ' is' : 's are'} worse than before`
  return `${now}; nothing is worse than before`
}
