import type { Code } from '../../model/codes.ts'
import type { Phase, Severity } from '../../model/words.ts'
import type { Symptom } from '../symptom.ts'
import type { EvidenceView } from '../view-types.ts'

/** One way to give a plain shape its name from the catalogue. */
export type Rule = {
  readonly code: Code
  /** Plain shapes it can refine. */
  readonly from: readonly Code[]
  readonly when: (symptom: Symptom, view: EvidenceView) => boolean
  /** The rung where it belongs when that is another than the plain shape's. */
  readonly phase?: Phase
  /** How much it matters when that is less than the plain shape says. */
  readonly severity?: Severity
  /** What the wire says beyond the name, for whoever looks into it. */
  readonly hint?: string
}
