import { createRandom } from '../../kernel/random.ts'
import { type Cadence, nextFiring } from './cadence.ts'

/** However short the interval, ticks keep their distance and their order. */
const LARGEST_SHARE = 0.1

/** One planned tick. Both times are milliseconds since the Unix epoch. */
export type Tick = {
  /** When the schedule fires. */
  readonly firesWallMs: number
  /** When the run begins: a little later, by the seed, so that not every monitor knocks on the full minute. */
  readonly dueWallMs: number
}

/** The first tick whose firing comes after a moment; null: never again. `seed` repeats the delay of each firing. */
export function nextTick(cadence: Cadence, afterWallMs: number, jitter: { mostMs: number; seed: string }): Tick | null {
  const firesWallMs = nextFiring(cadence, afterWallMs)
  if (firesWallMs === null) return null
  const after = nextFiring(cadence, firesWallMs)
  const interval = after === null ? Number.POSITIVE_INFINITY : after - firesWallMs
  const most = Math.min(jitter.mostMs, interval * LARGEST_SHARE)
  const delay = Math.floor(createRandom(`${jitter.seed}/${firesWallMs}`).next() * most)
  return { firesWallMs, dueWallMs: firesWallMs + delay }
}
