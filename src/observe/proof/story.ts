import type { Domain, Phase, Verdict } from '../../model/words.ts'

/** What one run of a story comes to. */
export type Ending = {
  readonly verdict: Verdict
  /** Of a failed run. */
  readonly phase?: Phase
  readonly domain?: Domain
  /** Conversations that failed, of all that the scenario has. */
  readonly bad?: number
  /** Sockets that the server closed with 1011. */
  readonly closes1011?: number
  /** Leaks that were seen. */
  readonly leaks?: number
}

/** A run of a story: the how-manieth of its scenario, and when it ends, in minutes from the start. */
export type Turn = { readonly scenario: string; readonly ordinal: number; readonly endMin: number }

/** A series of a story that no run makes, also while the monitor is away: its value at a minute; null when it is not there. */
export type Extra = { readonly series: string; readonly at: (minute: number) => number | null }

/** Alerts that must fire at a minute, as `Name` or `Name{label="value"}`; all others must not. */
export type Moment = { readonly atMin: number; readonly firing: readonly string[] }

/** Hours of a monitor's life, and what the rules must make of them. */
export type Story = {
  readonly title: string
  readonly minutes: number
  /** Minutes between two scrapes (default 1). Must stay below the five minutes after which Prometheus forgets a series. */
  readonly stepMin?: number
  /** Minutes between two evaluations of the rules (default 1): long stories would take minutes. */
  readonly evaluationMin?: number
  /** Scenarios that run (default: the usual three). */
  readonly scenarios?: readonly string[]
  /** What each run comes to (default: it passes). */
  readonly ending?: (turn: Turn) => Ending
  /** Minutes in which the monitor is not there: from, to. */
  readonly gaps?: readonly (readonly [from: number, to: number])[]
  /** Minutes at which the monitor begins anew: its counters are 0 again. */
  readonly restarts?: readonly number[]
  /** A scenario that is taken out of the configuration, and when. */
  readonly removed?: { readonly scenario: string; readonly atMin: number }
  /** Minutes at which the schedule stands still for good; the process goes on. */
  readonly stopsAtMin?: number
  /** Minutes in which ticks are skipped for maintenance: from, to. */
  readonly maintenance?: readonly [from: number, to: number]
  /** When the target's revision changes. */
  readonly revisionAtMin?: number
  readonly extras?: readonly Extra[]
  readonly moments?: readonly Moment[]
  /** Names of all alerts that fire at any time: the others must be silent from the first minute to the last. */
  readonly ever: readonly string[]
  /** Names of alerts that follow from the trouble of the story sooner or later, and that it is not about. */
  readonly also?: readonly string[]
}
