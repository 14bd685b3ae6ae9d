import type { History, Incident, IncidentQuery, RunQuery, RunSummary } from './history.ts'
import type { HistoryDesk } from './history-desk.ts'
import { readIncident, readIncidents } from './incident-rows.ts'
import { unpackReport } from './report-body.ts'
import { readRun, readRuns } from './run-rows.ts'
import { readTally, tallyOf } from './run-tally.ts'
import type { Unwritten } from './unwritten.ts'

/** Nobody reads more at once, and reading holds up the event loop. */
const MOST_ROWS = 5_000

/** The questions of a history. What is not on disk yet is part of every answer. */
export function createHistoryReader(
  desk: HistoryDesk,
  unwritten: Unwritten,
  hasEvidence: (runId: string) => boolean,
): Pick<History, 'runs' | 'tally' | 'run' | 'incidents' | 'incident'> {
  const complete = (summary: RunSummary) => ({ ...summary, hasEvidence: hasEvidence(summary.runId) })
  return {
    runs(query) {
      const limit = rows(query.limit)
      const waiting = [...unwritten.runs.values()].map(({ summary }) => summary)
      const onDisk = desk.read((database) => readRuns(database, { ...query, limit: limit + waiting.length }), [])
      const older = onDisk.filter(({ runId }) => !unwritten.runs.has(runId))
      return [...waiting.filter((run) => isAskedFor(run, query)), ...older]
        .sort((a, b) => newestFirst(a.startedWallMs, b.startedWallMs) || newestFirst(a.runId, b.runId))
        .slice(0, limit)
        .map(complete)
    },
    tally(sinceWallMs) {
      const waiting = [...unwritten.runs.values()].map(({ summary }) => summary)
      const ids = waiting.map(({ runId }) => runId)
      const onDisk = desk.read((database) => readTally(database, sinceWallMs, ids), [])
      return [...onDisk, ...tallyOf(waiting, sinceWallMs)]
    },
    run(runId) {
      const found = unwritten.runs.get(runId) ?? desk.read((database) => readRun(database, runId), null)
      if (found === null) return null
      return { summary: complete(found.summary), report: found.body === null ? null : unpackReport(found.body) }
    },
    incidents(query) {
      const limit = rows(query.limit)
      const waiting = [...unwritten.incidents.values()]
      const onDisk = desk.read((database) => readIncidents(database, { ...query, limit: limit + waiting.length }), [])
      const older = onDisk.filter(({ id }) => !unwritten.incidents.has(id))
      return [...waiting.filter((incident) => isWanted(incident, query)), ...older]
        .sort((a, b) => newestFirst(a.openedWallMs, b.openedWallMs) || newestFirst(a.id, b.id))
        .slice(0, limit)
    },
    incident: (id) => unwritten.incidents.get(id) ?? desk.read((database) => readIncident(database, id), null),
  }
}

function rows(limit: number): number {
  return Math.min(Math.max(0, Math.floor(limit)), MOST_ROWS)
}

function isAskedFor(run: RunSummary, query: RunQuery): boolean {
  const same = (['scenario', 'verdict', 'purpose', 'code', 'incidentId'] as const).every(
    (key) => query[key] === undefined || query[key] === run[key],
  )
  const { beforeWallMs = Number.POSITIVE_INFINITY, sinceWallMs = Number.NEGATIVE_INFINITY } = query
  return same && run.startedWallMs < beforeWallMs && run.startedWallMs >= sinceWallMs
}

function isWanted(incident: Incident, { scenario, open }: IncidentQuery): boolean {
  const isOpen = incident.closedWallMs === null
  return (scenario === undefined || scenario === incident.scenario) && (open === undefined || open === isOpen)
}

function newestFirst<Value extends number | string>(a: Value, b: Value): number {
  return a > b ? -1 : Number(a < b)
}
