import type { Database } from '../../kernel/sqlite-store.ts'
import type { Scenario } from '../../model/scenario.ts'
import { abandon, attribute, type Course, type EndedRun, follow, type RevisionChange } from './course.ts'
import { readCourses, readRevisions } from './read-courses.ts'
import { unpackReport } from './report-body.ts'
import type { Unwritten } from './unwritten.ts'

/** Older changes of revision are on disk; an incident looks back to the last good run only. */
const MOST_REVISIONS = 100

/** Where every scenario stands, in memory, so that incidents are found also while the file cannot be used. */
export type Courses = {
  /** Learns from the file what was before, and takes once more into account what has not been written since. */
  load(database: Database): void
  /** Takes a finished run into account and gives the incident it belongs to. */
  take(run: EndedRun): string | null
  takeRevision(change: RevisionChange): void
  /** Forgets scenarios that are no longer watched, and ends their incidents. */
  keepOnly(scenarios: readonly Scenario[], wallMs: number): void
  /** Has the incidents that last written once more, into a new file. */
  writeAgain(): void
}

/** Knows nothing yet. What it learns goes to `unwritten`. */
export function createCourses(unwritten: Unwritten): Courses {
  let courses = new Map<string, Course>()
  let revisions: RevisionChange[] = []
  let known: ReadonlySet<string> | null = null
  let knownSinceWallMs = 0

  const take = (run: EndedRun) => {
    const { scenario } = run.summary
    const followed = follow(courses.get(scenario) ?? null, run, revisions)
    if (followed.course !== null) courses.set(scenario, followed.course)
    for (const incident of followed.incidents) unwritten.putIncident(incident)
    return followed.incidentId
  }
  const forgetUnknown = () => {
    for (const [scenario, { open }] of courses) {
      if (known === null || known.has(scenario)) continue
      if (open !== null) unwritten.putIncident(abandon(open, knownSinceWallMs))
      courses.delete(scenario)
    }
  }
  return {
    take,
    load(database) {
      courses = readCourses(database)
      revisions = [...readRevisions(database, MOST_REVISIONS), ...revisions].slice(-MOST_REVISIONS)
      unwritten.clearIncidents()
      for (const record of [...unwritten.runs.values()]) {
        if (record.body === null) continue
        const incidentId = take({ summary: record.summary, wire: unpackReport(record.body)?.wire })
        unwritten.putRun({ ...record, summary: { ...record.summary, incidentId } })
      }
      forgetUnknown()
    },
    takeRevision(change) {
      revisions = [...revisions, change].slice(-MOST_REVISIONS)
      unwritten.putRevision(change)
      for (const [scenario, course] of courses) {
        const incident = attribute(course, change)
        if (incident === null) continue
        courses.set(scenario, { ...course, open: incident })
        unwritten.putIncident(incident)
      }
    },
    keepOnly(scenarios, wallMs) {
      known = new Set(scenarios.map(({ id }) => id))
      knownSinceWallMs = wallMs
      forgetUnknown()
    },
    writeAgain() {
      for (const { open } of courses.values()) if (open !== null) unwritten.putIncident(open)
    },
  }
}
