import type { EvidenceView } from '../../judges/view-types.ts'
import type { RunReport } from '../../model/report.ts'
import type { Sample } from '../../sinks/metrics/sample.ts'

/** Measures one side of a run that left evidence. Pure, and total over every schema-valid evidence. */
export type Measure = (view: EvidenceView, report: RunReport) => readonly Sample[]
