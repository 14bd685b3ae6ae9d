import type { Clock } from '../kernel/clock.ts'
import type { SkipReason } from '../model/monitor-event.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Progress } from '../runner/progress.ts'
import { newRunId } from '../runner/run-id.ts'
import { type RunOptions, type RunResult, runScenario } from '../runner/run-scenario.ts'
import type { StartOutcome, StartRequest } from './service.ts'

/** The monitor stops, and a run had no more time. */
export class Stopping extends Error {
  constructor() {
    super('the monitor stops')
    this.name = 'Stopping'
  }
}

/** What every run gets, whatever its scenario. Read anew for each, so that a reload counts from the next one on. */
export type Common = Pick<
  RunOptions,
  | 'target'
  | 'credentials'
  | 'guard'
  | 'timeScale'
  | 'shelf'
  | 'compression'
  | 'sockets'
  | 'browsers'
  | 'chromium'
  | 'keepsArtifacts'
>

/** A run that goes on. */
export type Going = {
  readonly runId: string
  readonly scenario: Scenario
  readonly purpose: StartRequest['purpose']
  readonly seed: string
}

/** What is needed to run. */
export type RunsParts = {
  readonly clock: Clock
  readonly common: () => Common
  /** Makes the seed of a run that brings none. */
  readonly newSeed: (scenario: string) => string
  readonly progress: Progress
  /** Hears that the users of a run begin: it was let in. */
  readonly begun: (run: Going) => void
  /** Hears of every run that was started, once. Must not throw. */
  readonly ended: (run: Going, result: RunResult) => void
}

/** The runs that go on, one per scenario at most. */
export type Runs = {
  start(scenario: Scenario, users: number, request: StartRequest): StartOutcome
  runIdOf(scenario: string): string | null
  /**
   * Starts nothing any more, waits for what goes on, and interrupts what has not ended after so many real milliseconds, or
   * has not even begun. Resolves when nothing goes on.
   */
  stop(graceMs: number): Promise<void>
}

type Kept = Going & { readonly controller: AbortController; hasBegun: boolean; ended: Promise<unknown> }

/** Opens the book of runs. */
export function createRuns(parts: RunsParts): Runs {
  const going = new Map<string, Kept>()
  let stops = false
  const skipped = (reason: SkipReason, detail: string): StartOutcome => ({ kind: 'skipped', reason, detail })

  async function run(kept: Kept, users: number, signal: AbortSignal): Promise<RunResult> {
    const { runId, scenario, purpose, seed } = kept
    const progress: Progress = (event) => {
      if (event.kind === 'run-finished') return
      if (event.kind === 'run-started') {
        kept.hasBegun = true
        parts.begun(kept)
      }
      parts.progress(event)
    }
    const options = { ...parts.common(), runId, scenario, purpose, seed, users, signal, progress }
    const result = await runScenario(options, parts.clock)
    going.delete(scenario.id)
    parts.ended(kept, result)
    // Whoever hears of the end may ask the history for the run at once.
    parts.progress({ kind: 'run-finished', runId, scenario: scenario.id, report: result.report })
    return result
  }

  return {
    start(scenario, users, { purpose, seed = parts.newSeed(scenario.id), signal }) {
      if (stops) return skipped('shutdown', 'The monitor stops.')
      const other = going.get(scenario.id)
      if (other !== undefined) return skipped('overlap', `Run ${other.runId} of this scenario goes on.`)
      const controller = new AbortController()
      const base = { runId: newRunId(parts.clock), scenario, purpose, seed }
      const kept: Kept = { ...base, controller, hasBegun: false, ended: Promise.resolve() }
      going.set(scenario.id, kept)
      const either = signal === undefined ? controller.signal : AbortSignal.any([controller.signal, signal])
      const ended = run(kept, users, either)
      kept.ended = ended
      return { kind: 'started', runId: kept.runId, ended }
    },
    runIdOf: (scenario) => going.get(scenario)?.runId ?? null,
    async stop(graceMs) {
      stops = true
      for (const kept of going.values()) if (!kept.hasBegun) kept.controller.abort(new Stopping())
      const all = Promise.allSettled([...going.values()].map(({ ended }) => ended))
      using _grace = parts.clock.timer(graceMs * parts.clock.timeScale, () => {
        for (const kept of going.values()) kept.controller.abort(new Stopping())
      })
      await all
    },
  }
}
