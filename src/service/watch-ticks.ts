import type { Clock } from '../kernel/clock.ts'
import type { MonitorEvent, SkipReason } from '../model/monitor-event.ts'
import type { WatchPlan } from './plan-watch.ts'
import { windowAt } from './schedule/maintenance.ts'
import { createScheduler } from './schedule/scheduler.ts'
import type { StartOutcome } from './service.ts'

/** Turns the ticks of a plan into runs, and counts those that do not become one. */
export type Ticks = Disposable & {
  /** Puts a plan in force. */
  follow(plan: WatchPlan): void
  /** When a scenario runs next, milliseconds since the Unix epoch; null: never by itself. */
  nextWallMs(scenario: string): number | null
  /** Says that a tick came to nothing. */
  skip(scenario: string, reason: SkipReason, detail: string): void
}

/** What ticks are made from. */
export type TicksParts = {
  readonly clock: Clock
  readonly seed: string
  readonly tell: (event: MonitorEvent) => void
  /** Starts a run of purpose `watch`. */
  readonly start: (scenario: string) => StartOutcome
  /** Called for each tick that was skipped. */
  readonly skipped: () => void
}

/** Makes ticks that follow no plan yet. Disposing ends them. */
export function createTicks({ clock, seed, tell, start, skipped }: TicksParts): Ticks {
  let plan: WatchPlan | null = null
  const scheduler = createScheduler({ clock, seed, due })

  function due(scenario: string, lagMs: number): void {
    const wallMs = clock.wall()
    tell({ kind: 'tick-lagged', wallMs, scenario, lagMs })
    const window = windowAt(plan?.windows ?? [], scenario, wallMs)
    if (window !== null) skip(scenario, 'maintenance', window.reason)
    else {
      const outcome = start(scenario)
      if (outcome.kind === 'skipped') skip(scenario, outcome.reason, outcome.detail)
    }
    sayWhen()
  }

  function skip(scenario: string, reason: SkipReason, detail: string): void {
    tell({ kind: 'run-skipped', wallMs: clock.wall(), scenario, reason, detail })
    skipped()
  }

  function sayWhen(): void {
    const ids = (plan?.entries ?? []).map(({ scenario }) => scenario.id)
    const next = new Map(ids.map((id) => [id, scheduler.nextWallMs(id)]))
    tell({ kind: 'scheduled', wallMs: clock.wall(), next })
  }

  return {
    follow(next) {
      plan = next
      const scheduled = next.entries.filter(({ off }) => off === null)
      scheduler.plan(
        scheduled.map(({ scenario, cadence }) => ({ id: scenario.id, cadence })),
        next.jitterMs,
      )
      sayWhen()
    },
    nextWallMs: (scenario) => scheduler.nextWallMs(scenario),
    skip,
    [Symbol.dispose]: () => scheduler[Symbol.dispose](),
  }
}
