import type { Clock } from './clock.ts'

/** A wait ran out of time. `what` names the wait, `ms` is its budget in target time. */
export class DeadlineExceeded extends Error {
  readonly what: string
  readonly ms: number
  constructor(what: string, ms: number) {
    super(`${what} did not finish within ${ms} ms`)
    this.name = 'DeadlineExceeded'
    this.what = what
    this.ms = ms
  }
}

/**
 * Whoever asked for the work has no more time for it: `--timeout`, a scraper that will hang up. The work is not late by its
 * own measure, and nobody interrupted it; a run that is cut by it says nothing about the target. `limit` names the limit.
 */
export class CallerDeadline extends Error {
  constructor(limit: string, seconds: number) {
    super(`${limit} of ${seconds} s ran out`)
    this.name = 'CallerDeadline'
  }
}

/** What a wait needs: the clock, and the signal of the wait around it. */
export type Scope = { readonly clock: Clock; readonly signal: AbortSignal }

/**
 * Runs `work` with a budget of `ms`. Its signal aborts when the budget is spent or the outer signal aborts, whichever is
 * first, and that first reason is what the caller gets, even from work that ignores its signal.
 */
export async function withDeadline<T>(
  scope: Scope,
  what: string,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  scope.signal.throwIfAborted()
  const controller = new AbortController()
  const onOuterAbort = () => controller.abort(scope.signal.reason)
  scope.signal.addEventListener('abort', onOuterAbort, { once: true })
  using _timer = scope.clock.timer(ms, () => controller.abort(new DeadlineExceeded(what, ms)))
  const aborted = Promise.withResolvers<never>()
  controller.signal.addEventListener('abort', () => aborted.reject(controller.signal.reason), { once: true })
  try {
    return await Promise.race([work(controller.signal), aborted.promise])
  } finally {
    scope.signal.removeEventListener('abort', onOuterAbort)
  }
}
