/**
 * The only file that reads the clock. Everything else takes a `Clock`.
 *
 * A time scale above 1 makes the target's time run faster than ours: the twin's delays and our limits are both
 * divided by it, here and nowhere else. All values a clock gives or takes are milliseconds of *target* time.
 */
export type Clock = {
  /** How much faster target time runs than real time; 1 for a real target. Always > 0. */
  readonly timeScale: number
  /** Monotonic milliseconds of target time since the clock was made. */
  now(): number
  /** Milliseconds since the Unix epoch, never scaled: for timestamps that leave the process. */
  wall(): number
  /** Calls `run` once after `ms` of target time, unless disposed before. */
  timer(ms: number, run: () => void): Disposable
  /** Resolves after `ms` of target time; rejects with the signal's reason if that aborts first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** setTimeout fires at once for longer delays. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

/** Makes a clock that starts at 0. Throws a RangeError for a time scale that is not a positive number. */
export function createClock(timeScale = 1): Clock {
  if (!(timeScale > 0 && Number.isFinite(timeScale))) {
    throw new RangeError(`The time scale must be a positive number, got ${timeScale}.`)
  }
  const origin = performance.now()
  const clock: Clock = {
    timeScale,
    now: () => (performance.now() - origin) * timeScale,
    wall: () => Date.now(),
    timer(ms, run) {
      const id = setTimeout(run, Math.min(Math.max(ms, 0) / timeScale, LONGEST_TIMEOUT_MS))
      return { [Symbol.dispose]: () => clearTimeout(id) }
    },
    async sleep(ms, signal) {
      signal.throwIfAborted()
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const onAbort = () => reject(signal.reason)
      signal.addEventListener('abort', onAbort, { once: true })
      using _timer = clock.timer(ms, resolve)
      try {
        await promise
      } finally {
        signal.removeEventListener('abort', onAbort)
      }
    },
  }
  return clock
}
