import type { Scenario } from './scenario.ts'
import type { Target } from './target.ts'
import type { Purpose } from './words.ts'

/** Why a tick did not become a run (metric `golden_path_runs_skipped_total`). */
export const skipReasons = ['overlap', 'budget', 'back_off', 'maintenance', 'leased', 'llm_cap', 'shutdown'] as const
/** Why a tick did not become a run. */
export type SkipReason = (typeof skipReasons)[number]

/** The services whose revision is watched (metric `golden_path_target_revision_changes_total`). */
export const revisionServices = ['auth', 'api', 'app'] as const
/** A service whose revision is watched. */
export type RevisionService = (typeof revisionServices)[number]

/** What the monitor itself did. `wallMs` is milliseconds since the Unix epoch. */
export type MonitorEvent =
  /** A run began: written down before it ends, so that a crash shows. */
  | {
      readonly kind: 'run-started'
      readonly wallMs: number
      readonly runId: string
      readonly scenario: string
      readonly purpose: Purpose
      readonly seed: string
    }
  /** The history has a run that began and never ended, because an earlier process died. It is closed as killed. */
  | {
      readonly kind: 'run-killed'
      readonly wallMs: number
      readonly runId: string
      readonly scenario: string
      readonly purpose: Purpose
    }
  | {
      readonly kind: 'run-skipped'
      readonly wallMs: number
      readonly scenario: string
      readonly reason: SkipReason
      readonly detail: string
    }
  /** A tick came later than planned, real milliseconds. */
  | { readonly kind: 'tick-lagged'; readonly wallMs: number; readonly scenario: string; readonly lagMs: number }
  /** When each scenario runs next; null: never. Says the whole schedule, so what is not in it is gone. */
  | {
      readonly kind: 'scheduled'
      readonly wallMs: number
      readonly next: ReadonlyMap<string, number | null>
    }
  /** Configuration and scenarios were read again. When that failed, the last good ones go on. */
  | {
      readonly kind: 'reloaded'
      readonly wallMs: number
      readonly isGood: boolean
      /** What is wrong, for a person; empty when all is good. */
      readonly reason: string
      /** In force from now on. */
      readonly scenarios: readonly Scenario[]
      readonly target: Target
    }
  | {
      readonly kind: 'revision-changed'
      readonly wallMs: number
      readonly service: RevisionService
      readonly from: string
      readonly to: string
    }
  /** A drill of the twin has ended: how many faults came out how. */
  | {
      readonly kind: 'drilled'
      readonly wallMs: number
      readonly faults: Readonly<Record<'caught' | 'missed' | 'misnamed' | 'false_alarm', number>>
    }
  /** A write to the history failed, or went well. */
  | { readonly kind: 'history-written'; readonly wallMs: number; readonly isGood: boolean; readonly reason: string }
