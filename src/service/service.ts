import type { SkipReason } from '../model/monitor-event.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'
import type { Purpose } from '../model/words.ts'
import type { ProgressEvent } from '../runner/progress.ts'
import type { RunResult } from '../runner/run-scenario.ts'
import type { History } from '../sinks/history/history.ts'

/** One scenario of the schedule. */
export type Scheduled = {
  readonly scenario: Scenario
  /** Null: it runs only by hand. */
  readonly cron: string | null
  readonly timeZone: string
  /** Milliseconds since the Unix epoch; null: never again. */
  readonly nextWallMs: number | null
  /** The run that goes on now; null: none. */
  readonly runId: string | null
}

/** How the last reading of configuration and scenarios went. The last good ones are in force either way. */
export type ConfigState = {
  readonly isGood: boolean
  /** What is wrong, for a person; empty when all is good. */
  readonly reason: string
  /** When the configuration in force was read, milliseconds since the Unix epoch. */
  readonly sinceWallMs: number
}

/** What came of asking for a run. */
export type StartOutcome =
  | { readonly kind: 'started'; readonly runId: string; readonly ended: Promise<RunResult> }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly detail: string }
  | { readonly kind: 'unknown-scenario' }

/** A wish for one run. */
export type StartRequest = {
  readonly scenario: string
  readonly purpose: Extract<Purpose, 'watch' | 'manual' | 'probe'>
  readonly users?: number
  readonly seed?: string
  /** Ends the run early; what was seen until then is judged. */
  readonly signal?: AbortSignal
}

/** The running monitor, as its pages and its API see it. */
export type Service = {
  readonly target: Target
  readonly timeScale: number
  readonly startedWallMs: number
  readonly history: History
  scenarios(): readonly Scheduled[]
  config(): ConfigState
  /** Why limits and accounts are kept for this process alone; empty: with all processes of the machine. */
  guardTrouble(): string
  /** Whether the scheduler runs: false before the first plan and during the stop. */
  isReady(): boolean
  start(request: StartRequest): StartOutcome
  /** Hears what runs tell while they go on. */
  listen(listener: (event: ProgressEvent) => void): Disposable
}
