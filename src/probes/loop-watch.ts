import type { Clock } from '../kernel/clock.ts'
import type { Recorder } from './recorder.ts'
import { repeat } from './repeat.ts'

/** How well our own process kept up. Whoever stalls must not blame the target. Delays are real milliseconds. */
export type LoopWatch = Disposable & {
  /** The longest delay of the event loop so far, whole milliseconds. */
  readonly maxDelayMs: number
  /** The longest delay since a time of the run's clock, one that is still going on included. */
  longestSince(atMs: number): number
}

/** What a loop watch is built from. */
export type LoopWatchParts = {
  readonly clock: Clock
  readonly recorder: Recorder
  /** A delay above this, in real milliseconds, is written down as a stall. */
  readonly stallMs?: number
}

/** Real milliseconds between two looks: a delay is known to within this. */
const LOOK_MS = 20
/** The clocks of a machine drift and are slewed; only a step beyond this counts. Real milliseconds. */
const JUMP_MS = 1_000

type Delay = { readonly atMs: number; readonly delayMs: number }

/**
 * Watches the event loop and the wall clock until disposed. A timer that fires late shows how long nothing else could
 * run; a wall clock that moves against the monotonic one was set, or the machine slept. Both become monitor facts.
 */
export function createLoopWatch({ clock, recorder, stallMs = 1_000 }: LoopWatchParts): LoopWatch {
  /** Delays that no later one exceeds, so it stays short: longest first. */
  const delays: Delay[] = []
  let lookedAtMs = clock.now()
  let wallOffsetMs = clock.wall() - lookedAtMs / clock.timeScale
  const lateMs = (nowMs: number) => Math.max(0, Math.round((nowMs - lookedAtMs) / clock.timeScale - LOOK_MS))

  function look(): void {
    const nowMs = clock.now()
    const delayMs = lateMs(nowMs)
    keep(delays, { atMs: nowMs, delayMs })
    const window = { kind: 'monitor', atMs: nowMs, user: null, durationMs: nowMs - lookedAtMs } as const
    if (delayMs > stallMs) {
      recorder.record({ ...window, what: 'loop-stalled', detail: `Our event loop stood still for ${delayMs} ms.` })
    }
    const offsetMs = clock.wall() - nowMs / clock.timeScale
    const jumpMs = Math.round(offsetMs - wallOffsetMs)
    wallOffsetMs = offsetMs
    if (Math.abs(jumpMs) > JUMP_MS) {
      recorder.record({ ...window, what: 'clock-jump', detail: `The wall clock jumped by ${jumpMs} ms.` })
    }
    lookedAtMs = nowMs
  }

  const looking = repeat(clock, LOOK_MS * clock.timeScale, look)
  return {
    get maxDelayMs() {
      return delays[0]?.delayMs ?? 0
    },
    longestSince(atMs) {
      const known = delays.find((delay) => delay.atMs >= atMs)?.delayMs ?? 0
      return Math.max(known, lateMs(clock.now()))
    },
    [Symbol.dispose]() {
      looking[Symbol.dispose]()
      look()
    },
  }
}

function keep(delays: Delay[], latest: Delay): void {
  while ((delays.at(-1)?.delayMs ?? Number.POSITIVE_INFINITY) <= latest.delayMs) delays.pop()
  delays.push(latest)
}
