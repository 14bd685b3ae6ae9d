import type { Artifact } from './artifact.ts'
import type { Evidence } from './evidence-file.ts'
import type { RunReport } from './report.ts'

/** A finished run as sinks take it. */
export type FinishedRun = {
  readonly report: RunReport
  /** Null when the run was not allowed to start, so that nothing was seen. */
  readonly evidence: Evidence | null
  /** What pages left for a person to look at, where a run with a browser did not pass. */
  readonly artifacts?: readonly Artifact[]
}
