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

/** How something of one user got to another (metric `golden_path_isolation_leaks_total`). */
export const leakChannels = ['id', 'nonce', 'token', 'fact', 'bystander'] as const
/** How something of one user got to another. */
export type LeakChannel = (typeof leakChannels)[number]

/** What a welcome says of the user, against the subject of its token (metric `golden_path_identity_checks_total`). */
export const identityResults = ['match', 'prefix_match', 'mismatch', 'collapsed', 'absent'] as const
/** What a welcome says of the user, against the subject of its token. */
export type IdentityResult = (typeof identityResults)[number]

/** How much an answer is worth (metric `golden_path_answers_total`). */
export const answerResults = ['proven', 'present', 'no_nonce', 'echo', 'canned', 'apology', 'empty'] as const
/** How much an answer is worth. */
export type AnswerResult = (typeof answerResults)[number]
