import type { RunReport } from '../model/report.ts'

/** What a run tells while it goes on, for a person who watches. */
export type ProgressEvent =
  /** The guard lets the run wait: another run holds the accounts, or the minute's requests are spent. */
  | { readonly kind: 'waiting'; readonly runId: string; readonly scenario: string }
  | {
      readonly kind: 'run-started'
      readonly runId: string
      readonly scenario: string
      readonly users: readonly string[]
    }
  | {
      readonly kind: 'step'
      readonly runId: string
      readonly scenario: string
      /** Null for a step of the whole run. */
      readonly user: string | null
      readonly name: string
      readonly state: 'running' | 'passed' | 'failed'
      /** Milliseconds of target time; 0 while running. */
      readonly durationMs: number
      readonly detail: string
    }
  | { readonly kind: 'run-finished'; readonly runId: string; readonly scenario: string; readonly report: RunReport }

/** Takes progress events; must not throw. */
export type Progress = (event: ProgressEvent) => void
