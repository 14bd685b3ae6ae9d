import type { Report } from '../model/report.ts'

/** How a reporter is to write. */
export type ReporterOptions = {
  /** Whether the reader's terminal shows colours. */
  readonly color: boolean
}

/** Turns a report into text that ends with a line break. Pure; whatever the target sent stays inert in it. */
export type Reporter = (report: Report, options: ReporterOptions) => string
