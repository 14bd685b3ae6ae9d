import type { Symptom } from './symptom.ts'
import type { EvidenceView } from './view-types.ts'

/** Why a run says nothing about the target (metric `golden_path_runs_inconclusive_total`). */
export const inconclusiveCauses = [
  'rate_limited',
  'back_off',
  'no_positive_control',
  'no_overlap',
  'identity_collapse',
  'nothing_examined',
  'caller_deadline',
  'unattributed',
] as const
/** Why a run says nothing about the target. */
export type InconclusiveCause = (typeof inconclusiveCauses)[number]

/** How the monitor itself failed (metric `golden_path_run_errors_total`). */
export const errorCauses = [
  'scenario_threw',
  'judge_threw',
  'browser',
  'loop_stalled',
  'clock_jump',
  'offline',
  'credentials',
  'killed',
  'internal',
] as const
/** How the monitor itself failed. */
export type ErrorCause = (typeof errorCauses)[number]

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
