import type { Broken } from '../kernel/sqlite-problem.ts'

/** What was asked for is granted and already noted down. */
export type Granted = { readonly kind: 'granted' }

/** Why a run may not start. The same words label skipped runs. */
export type RefusalReason = 'budget' | 'back-off' | 'leased' | 'llm-cap'

/** Not now, or never: nothing was noted down. */
export type Refused = {
  readonly kind: 'refused'
  readonly reason: RefusalReason
  /** Real milliseconds after which asking again makes sense; null when waiting cannot help. */
  readonly retryAfterMs: number | null
  /** For a person: what was asked, what is left, what to do. */
  readonly message: string
}

/** The answer to every question that the guard is asked. */
export type Outcome = Granted | Refused | Broken

/** The one granted answer. */
export const granted: Granted = Object.freeze({ kind: 'granted' })

/** Makes a refusal. A retry time is rounded up and never negative. */
export function refused(reason: RefusalReason, retryAfterMs: number | null, message: string): Refused {
  return {
    kind: 'refused',
    reason,
    retryAfterMs: retryAfterMs === null ? null : Math.max(0, Math.ceil(retryAfterMs)),
    message,
  }
}
