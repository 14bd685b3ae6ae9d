import type { Database } from '../../kernel/sqlite-store.ts'
import { revisionServices } from '../../model/monitor-event.ts'
import type { Course, EndedRun, RevisionChange } from './course.ts'
import type { RunSummary } from './history.ts'
import { readIncidents } from './incident-rows.ts'
import { unpackReport } from './report-body.ts'
import { numberOf, type Row, textOf, wordOf } from './row.ts'
import { readRun, summaryOf } from './run-rows.ts'

/** What is remembered of every scenario of which a run is on record. */
export function readCourses(database: Database): Map<string, Course> {
  const scenarios = database.prepare('SELECT DISTINCT scenario FROM run').all()
  return new Map(
    scenarios.map((row) => {
      const scenario = textOf(row, 'scenario') ?? ''
      return [scenario, readCourse(database, scenario)]
    }),
  )
}

function readCourse(database: Database, scenario: string): Course {
  const row = database
    .prepare(
      `SELECT * FROM run WHERE purpose = 'watch' AND scenario = ? AND verdict IN ('pass', 'degraded')
       ORDER BY started_ms DESC LIMIT 1`,
    )
    .get(scenario)
  const lastGood = row === undefined ? null : summaryOf(row)
  return {
    lastGood: lastGood === null ? null : withWire(database, lastGood),
    open: readIncidents(database, { scenario, open: true, limit: 1 })[0] ?? null,
  }
}

function withWire(database: Database, summary: RunSummary): EndedRun {
  const body = readRun(database, summary.runId)?.body ?? null
  return { summary, wire: body === null ? undefined : unpackReport(body)?.wire }
}

/** The latest changes of revision, oldest first. */
export function readRevisions(database: Database, most: number): RevisionChange[] {
  return database
    .prepare('SELECT * FROM revision ORDER BY wall_ms DESC LIMIT ?')
    .all(most)
    .flatMap((row) => changeOf(row) ?? [])
    .reverse()
}

function changeOf(row: Row): RevisionChange | null {
  const service = wordOf(row, 'service', revisionServices)
  const wallMs = numberOf(row, 'wall_ms')
  if (service === null || wallMs === null) return null
  return { wallMs, service, from: textOf(row, 'from_value') ?? '', to: textOf(row, 'to_value') ?? '' }
}

/** Writes a change of revision down. */
export function writeRevision(database: Database, { wallMs, service, from, to }: RevisionChange): void {
  database
    .prepare('INSERT OR REPLACE INTO revision (wall_ms, service, from_value, to_value) VALUES (?, ?, ?, ?)')
    .run(Math.round(wallMs), service, from, to)
}
