import type { Clock } from '../kernel/clock.ts'
import type { Lateness } from './lateness.ts'

/** Lets cells begin one after the other. */
export type Gate = {
  /** Resolves when it is the caller's turn and the thread has breath; never rejects. */
  pass(): Promise<void>
}

/** Starting a twin and signing users in is most of a cell's work: the next one waits this long, in real milliseconds. */
const BREATH_MS = 40
/** Whoever is no more than this late within one breath has time for another cell. */
const CALM_MS = 8
/** Nobody waits for calm for ever: on a machine that is never calm the runs must show it. */
const MOST_BREATHS = 10

/** Opens a gate for one thread. `clock` counts real time. */
export function createGate(clock: Pick<Clock, 'sleep'>, lateness: Pick<Lateness, 'totalMs'>): Gate {
  const forever = new AbortController().signal
  let last = Promise.resolve()
  const calm = async () => {
    for (let breath = 0; breath < MOST_BREATHS; breath++) {
      const beforeMs = lateness.totalMs
      await clock.sleep(BREATH_MS, forever)
      if (lateness.totalMs - beforeMs <= CALM_MS) return
    }
  }
  return {
    pass: () => {
      last = last.then(calm)
      return last
    },
  }
}
