import type { Clock } from '../../kernel/clock.ts'
import type { Cadence } from './cadence.ts'
import { nextTick, type Tick } from './jitter.ts'

/** What is to happen when. */
export type Appointment = { readonly id: string; readonly cadence: Cadence }

/** Tells when things are due. All times of day are milliseconds since the Unix epoch. */
export type Scheduler = Disposable & {
  /** Puts these appointments in place of all before. One whose cadence stays keeps its next tick. */
  plan(appointments: readonly Appointment[], jitterMs: number): void
  /** When an appointment is due next; null: never again, or unknown. */
  nextWallMs(id: string): number | null
}

/** What a scheduler is built from. */
export type SchedulerParts = {
  /** Must run at the pace of the wall: schedules are for people. */
  readonly clock: Pick<Clock, 'wall' | 'timer'>
  readonly seed: string
  /** Hears that an appointment is due, and by how many milliseconds that is late. Must not throw. */
  readonly due: (id: string, lagMs: number) => void
}

type Waiting = Appointment & { readonly jitterMs: number; tick: Tick | null }

/** A timer knows nothing of a machine that slept or of a clock that was set, so the wall is looked at this often. */
const LOOK_EVERY_MS = 15_000
/** A wall clock that went back by more was set: what was planned by it means nothing. */
const SET_BACK_MS = 1_000

/**
 * Starts a scheduler without appointments; disposing stops it. Ticks that were missed because the machine slept come once
 * and late; they are not made up for.
 */
export function createScheduler({ clock, seed, due }: SchedulerParts): Scheduler {
  let waiting: readonly Waiting[] = []
  let timer: Disposable | null = null
  let lookedWallMs = clock.wall()
  const tickAfter = ({ id, cadence, jitterMs }: Waiting, afterWallMs: number) =>
    nextTick(cadence, afterWallMs, { mostMs: jitterMs, seed: `${seed}/${id}` })

  function look(): void {
    const nowMs = clock.wall()
    const wasSetBack = nowMs < lookedWallMs - SET_BACK_MS
    lookedWallMs = nowMs
    for (const each of waiting) {
      if (wasSetBack) each.tick = tickAfter(each, nowMs)
      const { tick } = each
      if (tick === null || tick.dueWallMs > nowMs) continue
      each.tick = laterThan(nowMs, each, tick)
      due(each.id, nowMs - tick.dueWallMs)
    }
    wait()
  }

  /** Firings that are already past are left out; a jittered one that is still to come is not. */
  function laterThan(nowMs: number, each: Waiting, from: Tick): Tick | null {
    let tick = tickAfter(each, Math.max(from.firesWallMs, nowMs - each.jitterMs))
    while (tick !== null && tick.dueWallMs <= nowMs) tick = tickAfter(each, tick.firesWallMs)
    return tick
  }

  function wait(): void {
    timer?.[Symbol.dispose]()
    const soonest = Math.min(...waiting.map(({ tick }) => tick?.dueWallMs ?? Number.POSITIVE_INFINITY))
    timer = waiting.length === 0 ? null : clock.timer(Math.min(soonest - clock.wall(), LOOK_EVERY_MS), look)
  }

  return {
    plan(appointments, jitterMs) {
      const nowMs = clock.wall()
      waiting = appointments.map((each) => {
        const before = waiting.find((other) => isSame(other, each, jitterMs))
        const fresh: Waiting = { ...each, jitterMs, tick: null }
        return { ...fresh, tick: before === undefined ? tickAfter(fresh, nowMs) : before.tick }
      })
      wait()
    },
    nextWallMs: (id) => waiting.find((each) => each.id === id)?.tick?.dueWallMs ?? null,
    [Symbol.dispose]() {
      waiting = []
      timer?.[Symbol.dispose]()
      timer = null
    },
  }
}

function isSame(waiting: Waiting, { id, cadence }: Appointment, jitterMs: number): boolean {
  const { cron, timeZone } = waiting.cadence
  return waiting.id === id && cron === cadence.cron && timeZone === cadence.timeZone && waiting.jitterMs === jitterMs
}
