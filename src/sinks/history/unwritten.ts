import type { Database } from '../../kernel/sqlite-store.ts'
import type { RevisionChange } from './course.ts'
import type { Incident } from './history.ts'
import { writeIncident } from './incident-rows.ts'
import { writeRevision } from './read-courses.ts'
import { type RunRecord, writeRun } from './run-rows.ts'

/** Reports are packed, a few kilobytes each: so much can wait for a disk for hours of watching. */
const MOST_RUNS = 1_000
const MOST_OTHERS = 1_000

/** What is not on disk yet: nearly always nothing, or everything since the disk failed. */
export type Unwritten = {
  readonly runs: ReadonlyMap<string, RunRecord>
  readonly incidents: ReadonlyMap<string, Incident>
  /** How many runs had to be let go because too many waited. */
  readonly lost: number
  putRun(record: RunRecord): void
  putIncident(incident: Incident): void
  putRevision(change: RevisionChange): void
  isEmpty(): boolean
  /** Forgets incidents, to work them out again. */
  clearIncidents(): void
  writeAll(database: Database): void
  clear(): void
}

/** Keeps the latest thousand runs; failed ones longest. */
export function createUnwritten(): Unwritten {
  const runs = new Map<string, RunRecord>()
  const incidents = new Map<string, Incident>()
  const revisions: RevisionChange[] = []
  const unwritten = {
    runs,
    incidents,
    lost: 0,
    putRun(record: RunRecord) {
      runs.set(record.summary.runId, record)
      if (runs.size <= MOST_RUNS) return
      const all = [...runs.values()]
      const least = all.find(({ summary }) => summary.verdict !== 'fail') ?? all[0]
      if (least === undefined) return
      runs.delete(least.summary.runId)
      unwritten.lost += 1
    },
    putIncident(incident: Incident) {
      incidents.set(incident.id, incident)
      const [oldest] = incidents.keys()
      if (incidents.size > MOST_OTHERS && oldest !== undefined) incidents.delete(oldest)
    },
    putRevision(change: RevisionChange) {
      revisions.push(change)
      if (revisions.length > MOST_OTHERS) revisions.shift()
    },
    isEmpty: () => runs.size + incidents.size + revisions.length === 0,
    clearIncidents: () => incidents.clear(),
    writeAll(database: Database) {
      for (const record of runs.values()) writeRun(database, record)
      for (const incident of incidents.values()) writeIncident(database, incident)
      for (const change of revisions) writeRevision(database, change)
    },
    clear() {
      runs.clear()
      incidents.clear()
      revisions.length = 0
    },
  }
  return unwritten
}
