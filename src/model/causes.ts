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
