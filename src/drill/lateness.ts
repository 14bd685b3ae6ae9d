import type { Clock } from '../kernel/clock.ts'

/** How far this thread lags behind. A busy machine delays every step a little; that adds up where no single delay shows. */
export type Lateness = Disposable & {
  /** Real milliseconds of lateness since the beginning. */
  readonly totalMs: number
}

/** Real milliseconds between two looks. */
const LOOK_MS = 10

/** Watches until disposed. `clock` counts real time. */
export function watchLateness(clock: Pick<Clock, 'now' | 'timer'>): Lateness {
  let totalMs = 0
  let dueMs = clock.now() + LOOK_MS
  const look = () => {
    const nowMs = clock.now()
    totalMs += Math.max(0, nowMs - dueMs)
    dueMs = nowMs + LOOK_MS
    timer = clock.timer(LOOK_MS, look)
  }
  let timer = clock.timer(LOOK_MS, look)
  return {
    get totalMs() {
      return totalMs + Math.max(0, clock.now() - dueMs)
    },
    [Symbol.dispose]: () => timer[Symbol.dispose](),
  }
}
