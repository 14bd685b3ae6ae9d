/** Why a server closed with 1011, as far as its reason tells (metric `golden_path_ws_1011_closes_total`). */
export const reasonClasses = [
  'none',
  'auth',
  'factory',
  'service_init',
  'not_ready',
  'mode_error',
  'send_failed',
  'processing',
  'cleanup',
  'internal',
  'keepalive',
  'other',
] as const
/** One of the classes. */
export type ReasonClass = (typeof reasonClasses)[number]
