import type { Clock } from '../kernel/clock.ts'
import { createRandom } from '../kernel/random.ts'
import type { FinishedRun } from '../model/finished-run.ts'
import type { MonitorEvent, SkipReason } from '../model/monitor-event.ts'
import type { Sink } from '../model/sink.ts'
import { createTokenShelf } from '../probes/token-shelf.ts'
import type { ProgressEvent } from '../runner/progress.ts'
import type { RunResult } from '../runner/run-scenario.ts'
import type { History } from '../sinks/history/history.ts'
import type { WatchPlan } from './plan-watch.ts'
import { createRevisionWatch } from './revision-watch.ts'
import { windowAt } from './schedule/maintenance.ts'
import { createScheduler } from './schedule/scheduler.ts'
import type { ConfigState, Scheduled, Service, StartRequest } from './service.ts'
import { skipReasonOf } from './skip-reason.ts'
import { type Common, createRuns, type Going } from './watch-runs.ts'

/** What a reload may change: the plan, and how the target is spoken to. */
export type Watch = Pick<Common, 'target' | 'credentials'> & { readonly plan: WatchPlan }

/** What came of reading the configuration again. */
export type Reload =
  | { readonly kind: 'good'; readonly watch: Watch }
  | { readonly kind: 'bad'; readonly reason: string }

/** What the service is built from. */
export type ServiceParts = Omit<Common, 'shelf' | 'target' | 'credentials'> & {
  readonly watch: Watch
  readonly clock: Clock
  /** Repeats the jitter of the schedule and the seeds of the runs. */
  readonly seed: string
  readonly history: History
  /** All that is to hear of runs and events, the history among them. */
  readonly sinks: readonly Sink[]
  /** Called after each cycle: a tick has become a run that ended, or has been skipped. */
  readonly cycled?: () => void
}

/** The running monitor, in the hands of who started it. */
export type RunningService = Service & {
  /** Puts a new plan in force, or says why the old one stays. */
  reload(reload: Reload): void
  /** Tells all sinks what the monitor did beside its runs. */
  tell(event: MonitorEvent): void
  /** Plans nothing any more, lets what runs end, and interrupts it after the grace period of the plan. */
  stop(): Promise<void>
}

/** Starts watching. Nothing of it throws later: what goes wrong becomes a verdict, an event, or a skipped tick. */
export function startService(parts: ServiceParts): RunningService {
  const { clock, history, sinks, timeScale } = parts
  const random = createRandom(parts.seed)
  const shelf = createTokenShelf()
  const listeners = new Set<(event: ProgressEvent) => void>()
  let watch = parts.watch
  let config: ConfigState = { isGood: true, reason: '', sinceWallMs: clock.wall() }
  let state: 'starting' | 'running' | 'stopping' = 'starting'

  const tell = (event: MonitorEvent) => {
    for (const sink of sinks) sink.event(event)
  }
  const revisions = createRevisionWatch((change) => tell({ kind: 'revision-changed', wallMs: clock.wall(), ...change }))
  const skip = (scenario: string, reason: SkipReason, detail: string) => {
    tell({ kind: 'run-skipped', wallMs: clock.wall(), scenario, reason, detail })
    parts.cycled?.()
  }

  const runs = createRuns({
    clock,
    common: () => ({ ...parts, target: watch.target, credentials: watch.credentials, shelf }),
    newSeed: (scenario) => random.fork(scenario).fork(String(clock.wall())).hex(8),
    progress: (event) => {
      for (const listener of listeners) listener(event)
    },
    begun: ({ runId, scenario, purpose, seed }) =>
      tell({ kind: 'run-started', wallMs: clock.wall(), runId, scenario: scenario.id, purpose, seed }),
    ended: (going, result) => {
      const reason = going.purpose === 'watch' ? skipReasonOf(result) : null
      if (reason !== null) return skip(going.scenario.id, reason, result.report.reason)
      deliver(going, result)
    },
  })

  function deliver({ purpose }: Going, { report, evidence }: RunResult): void {
    const finished: FinishedRun = { report, evidence }
    for (const sink of sinks) sink.finished(finished)
    if (evidence !== null) revisions.see(evidence)
    if (purpose === 'watch') parts.cycled?.()
  }

  const scheduler = createScheduler({
    clock,
    seed: parts.seed,
    due(id, lagMs) {
      const wallMs = clock.wall()
      tell({ kind: 'tick-lagged', wallMs, scenario: id, lagMs })
      const window = windowAt(watch.plan.windows, id, wallMs)
      if (window !== null) skip(id, 'maintenance', window.reason)
      else {
        const outcome = start({ scenario: id, purpose: 'watch' })
        if (outcome.kind === 'skipped') skip(id, outcome.reason, outcome.detail)
      }
      sayWhen()
    },
  })

  function start(request: StartRequest) {
    const entry = watch.plan.entries.find(({ scenario }) => scenario.id === request.scenario)
    if (entry === undefined) return { kind: 'unknown-scenario' } as const
    return runs.start(entry.scenario, request.users ?? entry.users, request)
  }

  function scenarios(): Scheduled[] {
    return watch.plan.entries.map(({ scenario, cadence, off }) => ({
      scenario,
      cron: off === null ? cadence.cron : null,
      timeZone: cadence.timeZone,
      nextWallMs: scheduler.nextWallMs(scenario.id),
      runId: runs.runIdOf(scenario.id),
    }))
  }

  function sayWhen(): void {
    const next = new Map(scenarios().map(({ scenario, nextWallMs }) => [scenario.id, nextWallMs]))
    tell({ kind: 'scheduled', wallMs: clock.wall(), next })
  }

  function follow(next: Watch): void {
    watch = next
    const { entries, jitterMs } = next.plan
    const scheduled = entries.filter(({ off }) => off === null)
    scheduler.plan(
      scheduled.map(({ scenario, cadence }) => ({ id: scenario.id, cadence })),
      jitterMs,
    )
    config = { isGood: true, reason: '', sinceWallMs: clock.wall() }
    sayReloaded()
    sayWhen()
  }

  function sayReloaded(): void {
    const all = watch.plan.entries.map(({ scenario }) => scenario)
    tell({ kind: 'reloaded', wallMs: clock.wall(), ...config, scenarios: all, target: watch.target })
  }

  follow(parts.watch)
  state = 'running'

  return {
    get target() {
      return watch.target
    },
    timeScale,
    startedWallMs: clock.wall(),
    history,
    scenarios,
    config: () => config,
    isReady: () => state === 'running',
    start,
    tell,
    listen(listener) {
      listeners.add(listener)
      return { [Symbol.dispose]: () => void listeners.delete(listener) }
    },
    reload(reload) {
      if (state === 'stopping') return
      if (reload.kind === 'good') return follow(reload.watch)
      config = { ...config, isGood: false, reason: reload.reason }
      sayReloaded()
    },
    async stop() {
      state = 'stopping'
      scheduler[Symbol.dispose]()
      await runs.stop(watch.plan.graceMs)
    },
  }
}
