import type { Artifact } from '../../model/artifact.ts'
import type { Code } from '../../model/codes.ts'
import type { Evidence } from '../../model/evidence-file.ts'
import type { RunReport } from '../../model/report.ts'
import type { Sink } from '../../model/sink.ts'
import type { Domain, Phase, Purpose, Verdict } from '../../model/words.ts'
import type { ArtifactName } from '../artifacts/artifact-shelf.ts'

/** One run in a list. Times of day are milliseconds since the Unix epoch. */
export type RunSummary = {
  readonly runId: string
  readonly scenario: string
  readonly purpose: Purpose
  readonly seed: string
  readonly startedWallMs: number
  /** Null: it goes on, or the monitor died before it ended. */
  readonly endedWallMs: number | null
  readonly durationMs: number | null
  /** `unfinished`: started, and no end on record. */
  readonly verdict: Verdict | 'unfinished'
  /** One sentence for a person. */
  readonly reason: string
  readonly phase: Phase | null
  readonly domain: Domain | null
  /** Of the first finding of severity fail; null without one. */
  readonly code: Code | null
  /** How many sockets the server closed with 1011. */
  readonly closes1011: number
  /** The slowest user's times, milliseconds of target time; null where nothing came. */
  readonly timings: Readonly<
    Record<'signInMs' | 'upgradeMs' | 'welcomeMs' | 'firstEventMs' | 'answerMs', number | null>
  >
  readonly hasEvidence: boolean
  readonly incidentId: string | null
}

/** Consecutive runs of a scenario with the same first code. */
export type Incident = {
  readonly id: string
  readonly scenario: string
  readonly code: Code
  readonly domain: Domain
  /** Start of the first failed run. */
  readonly openedWallMs: number
  /** End of the last failed run. */
  readonly lastWallMs: number
  /** End of the run that ended it; null while it lasts. */
  readonly closedWallMs: number | null
  readonly runs: number
  readonly firstRunId: string
  readonly lastRunId: string
  /** The run that ended it: a good one, or one with another first code; null while it lasts. */
  readonly endedByRunId: string | null
  /** Revisions and drift that changed between the last good run and the first failed one, one sentence each. */
  readonly changes: readonly string[]
}

/** Which runs to list, newest first. What is left out does not narrow. */
export type RunQuery = {
  readonly scenario?: string
  readonly verdict?: RunSummary['verdict']
  readonly purpose?: Purpose
  readonly code?: Code
  readonly incidentId?: string
  /** Started before, milliseconds since the Unix epoch. */
  readonly beforeWallMs?: number
  /** Started at or after, milliseconds since the Unix epoch. */
  readonly sinceWallMs?: number
  readonly limit: number
}

/** Runs of a scenario that said the same, counted. */
export type RunTally = {
  readonly scenario: string
  readonly verdict: RunSummary['verdict']
  readonly runs: number
  /** How many sockets the server closed with 1011 in them. */
  readonly closes1011: number
}

/** Which incidents to list, newest first. */
export type IncidentQuery = { readonly scenario?: string; readonly open?: boolean; readonly limit: number }

/** Whether the history can be written. */
export type HistoryState =
  /** `note`: what a person should know all the same, for example that a corrupt file was moved aside. */
  | { readonly kind: 'good'; readonly note?: string }
  /** Writing or reading fails: since when, and what a person should do. */
  | { readonly kind: 'failing'; readonly sinceWallMs: number; readonly reason: string }

/**
 * Finished runs, their evidence, and incidents, kept in one SQLite file and a folder beside it. Nothing here throws: what
 * cannot be read is absent, and `state` says why.
 */
export type History = Sink & {
  state(): HistoryState
  runs(query: RunQuery): readonly RunSummary[]
  /** Watch runs since then, milliseconds since the Unix epoch, counted by scenario and verdict. */
  tally(sinceWallMs: number): readonly RunTally[]
  /** Null when there is no such run; its report is null when the run has not ended. */
  run(runId: string): { readonly summary: RunSummary; readonly report: RunReport | null } | null
  /** Null when none was kept. */
  evidence(runId: string): Promise<Evidence | null>
  /** What its pages left for a person to look at; empty when nothing was kept. */
  artifacts(runId: string): Promise<readonly ArtifactName[]>
  /** Null when it was not kept. */
  artifact(runId: string, name: string): Promise<Artifact | null>
  incidents(query: IncidentQuery): readonly Incident[]
  incident(id: string): Incident | null
  /** Bytes on disk. */
  size(): { readonly historyBytes: number; readonly evidenceBytes: number }
  /** Resolves when what was handed over is on disk, or has failed to get there. */
  flush(): Promise<void>
} & AsyncDisposable
