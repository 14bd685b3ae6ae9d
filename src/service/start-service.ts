import type { Clock } from '../kernel/clock.ts'
import { createRandom } from '../kernel/random.ts'
import type { Evidence } from '../model/evidence-file.ts'
import type { MonitorEvent } from '../model/monitor-event.ts'
import type { Sink } from '../model/sink.ts'
import { createTokenShelf } from '../probes/token-shelf.ts'
import type { RunResult } from '../runner/run-scenario.ts'
import type { History } from '../sinks/history/history.ts'
import type { WatchPlan } from './plan-watch.ts'
import { createRevisionWatch } from './revision-watch.ts'
import type { ConfigState, Service, StartOutcome, StartRequest } from './service.ts'
import { skipReasonOf } from './skip-reason.ts'
import { createVoice } from './voice.ts'
import { type Common, createRuns, type Going, Stopping } from './watch-runs.ts'
import { createTicks } from './watch-ticks.ts'

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
  /** What was seen before this process: a revision that has changed since then has changed. */
  readonly lastSeen?: Pick<Evidence, 'facts'>
  /** All that is to hear of runs and events, the history among them. */
  readonly sinks: readonly Sink[]
  /** Hears of a sink or a listener that threw, which none may. */
  readonly onDefect: (who: string, thrown: unknown) => void
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
  const { clock, history, sinks, timeScale, seed } = parts
  const random = createRandom(seed)
  const shelf = createTokenShelf()
  const voice = createVoice(sinks, parts.onDefect)
  const { tell } = voice
  const cycled = () => parts.cycled?.()
  let watch = parts.watch
  let config: ConfigState = { isGood: true, reason: '', sinceWallMs: clock.wall() }
  const stopping = new AbortController()

  const revisions = createRevisionWatch((change) => tell({ kind: 'revision-changed', wallMs: clock.wall(), ...change }))
  if (parts.lastSeen !== undefined) revisions.see(parts.lastSeen)
  const runs = createRuns({
    clock,
    common: () => ({ ...parts, target: watch.target, credentials: watch.credentials, shelf }),
    newSeed: (scenario) => random.fork(scenario).fork(String(clock.wall())).hex(8),
    progress: voice.progress,
    begun: ({ runId, scenario, purpose, seed: ofRun }) =>
      tell({ kind: 'run-started', wallMs: clock.wall(), runId, scenario: scenario.id, purpose, seed: ofRun }),
    ended,
  })
  const start = (request: StartRequest): StartOutcome => {
    const entry = watch.plan.entries.find(({ scenario }) => scenario.id === request.scenario)
    if (entry === undefined) return { kind: 'unknown-scenario' }
    return runs.start(entry.scenario, request.users ?? entry.users, request)
  }
  const ticks = createTicks({
    clock,
    seed,
    tell,
    start: (scenario) => start({ scenario, purpose: 'watch' }),
    skipped: cycled,
  })

  /** A tick that was not allowed to run is one that was skipped; who asked by hand is told what came of it. */
  function ended({ purpose, scenario }: Going, result: RunResult): void {
    const { report, evidence, artifacts } = result
    const reason = purpose === 'watch' ? skipReasonOf(result) : null
    if (reason !== null) ticks.skip(scenario.id, reason, report.reason)
    else {
      voice.finished({ report, evidence, artifacts })
      if (evidence !== null) revisions.see(evidence)
      if (purpose === 'watch') cycled()
    }
  }

  function sayConfig(state: ConfigState): void {
    config = state
    const { isGood, reason } = state
    const scenarios = watch.plan.entries.map(({ scenario }) => scenario)
    tell({ kind: 'reloaded', wallMs: clock.wall(), isGood, reason, scenarios, target: watch.target })
  }

  function follow(next: Watch): void {
    watch = next
    sayConfig({ isGood: true, reason: '', sinceWallMs: clock.wall() })
    ticks.follow(next.plan)
  }

  follow(parts.watch)

  return {
    get target() {
      return watch.target
    },
    timeScale,
    startedWallMs: clock.wall(),
    history,
    scenarios: () =>
      watch.plan.entries.map(({ scenario, cadence, off }) => ({
        scenario,
        cron: off === null ? cadence.cron : null,
        timeZone: cadence.timeZone,
        nextWallMs: ticks.nextWallMs(scenario.id),
        runId: runs.runIdOf(scenario.id),
      })),
    config: () => config,
    guardTrouble: () => parts.guard.trouble()?.message ?? '',
    isReady: () => !stopping.signal.aborted,
    start,
    tell,
    listen: voice.listen,
    reload(reload) {
      if (stopping.signal.aborted) return
      if (reload.kind === 'good') follow(reload.watch)
      else sayConfig({ ...config, isGood: false, reason: reload.reason })
    },
    async stop() {
      stopping.abort(new Stopping())
      ticks[Symbol.dispose]()
      await runs.stop(watch.plan.graceMs)
    },
  }
}
