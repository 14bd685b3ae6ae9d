import type { Evidence } from './evidence-file.ts'
import type { RunReport } from './report.ts'

/** A finished run as sinks take it. */
export type FinishedRun = {
  readonly report: RunReport
  /** Null when the run was not allowed to start, so that nothing was seen. */
  readonly evidence: Evidence | null
}
