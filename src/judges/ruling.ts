import type { ErrorCause, InconclusiveCause } from '../model/causes.ts'
import type { Symptom } from './symptom.ts'
import type { EvidenceView } from './view-types.ts'

/** Something that stands in the way of a verdict. `reason` is a sentence for a person. */
export type Trouble =
  | { readonly kind: 'error'; readonly cause: ErrorCause; readonly reason: string }
  | { readonly kind: 'inconclusive'; readonly cause: InconclusiveCause; readonly reason: string }

/** What one judge saw, before diagnosis and ladder. */
export type Ruling = {
  /** How many facts it looked at; 0 is void, never agreement. */
  readonly examined: number
  readonly symptoms: readonly Symptom[]
  readonly troubles: readonly Trouble[]
  /** Users who should have been looked at and left nothing to look at. Void, unless a lower rung of theirs is red. */
  readonly missing: readonly string[]
  /** What was found to hold, for a person. */
  readonly held: string
}

/** A judge: pure, total over every schema-valid evidence. */
export type Judge = (view: EvidenceView) => Ruling
