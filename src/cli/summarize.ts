import { version } from '../kernel/version.ts'
import type { Report, RunReport } from '../model/report.ts'
import { exitCode, exitCodes, worst } from '../model/verdict.ts'

/** What the exit code depends on beside the verdicts. */
export type Circumstances = {
  readonly targetKind: Report['targetKind']
  readonly failOnDegraded: boolean
  /** Whether somebody asked the command to stop: then it exits 130, whatever was seen. */
  readonly interrupted: boolean
  /** Whether something of ours broke outside the runs. */
  readonly monitorFailed: boolean
}

/** Puts the reports of all runs together under the worst verdict. */
export function summarize(runs: readonly RunReport[], circumstances: Circumstances): Report {
  const { interrupted, failOnDegraded, targetKind, monitorFailed } = circumstances
  const verdict = worst([
    ...runs.map((run) => run.verdict),
    ...(interrupted ? ['cancelled' as const] : []),
    ...(monitorFailed ? ['error' as const] : []),
  ])
  return {
    schema: 'golden-path/report@1',
    version,
    verdict,
    exitCode: interrupted ? exitCodes.interrupted : exitCode(verdict, { failOnDegraded }),
    targetKind,
    runs: [...runs],
  }
}
