import type { Clock } from '../../kernel/clock.ts'

/** A clock that stands still until a test moves it. Its timers fire on the way, in their order. */
export type HandClock = Pick<Clock, 'wall' | 'timer'> & {
  /** Lets so many milliseconds pass. */
  pass(ms: number): void
  /** Sets the clock of the wall, as a person or a time server does; nothing passes. */
  setWall(iso: string): void
  /** How many timers are waiting. */
  readonly timers: number
}

type Waiting = { readonly atMs: number; readonly run: () => void }

/** Makes a clock that shows a moment, in UTC. */
export function handClock(iso: string): HandClock {
  let nowMs = 0
  let wallAtZeroMs = Date.parse(iso)
  const waiting = new Set<Waiting>()
  const nextBy = (endMs: number) => [...waiting].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0]
  return {
    wall: () => wallAtZeroMs + nowMs,
    timer(ms, run) {
      const each = { atMs: nowMs + Math.max(ms, 0), run }
      waiting.add(each)
      return { [Symbol.dispose]: () => void waiting.delete(each) }
    },
    pass(ms) {
      const endMs = nowMs + ms
      for (let due = nextBy(endMs); due !== undefined; due = nextBy(endMs)) {
        waiting.delete(due)
        nowMs = Math.max(nowMs, due.atMs)
        due.run()
      }
      nowMs = endMs
    },
    setWall(to) {
      wallAtZeroMs = Date.parse(to) - nowMs
    },
    get timers() {
      return waiting.size
    },
  }
}
