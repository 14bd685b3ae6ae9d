import type { Clock } from '../kernel/clock.ts'

/** Calls `run` every `everyMs` of target time until disposed, first after one interval. Late calls are not made up for. */
export function repeat(clock: Clock, everyMs: number, run: () => void): Disposable {
  let timer = clock.timer(everyMs, again)
  function again(): void {
    timer = clock.timer(everyMs, again)
    run()
  }
  return { [Symbol.dispose]: () => timer[Symbol.dispose]() }
}
