import type { Database } from '../../kernel/sqlite-store.ts'
import { codeNames } from '../../model/codes.ts'
import { domains } from '../../model/words.ts'
import type { Incident, IncidentQuery } from './history.ts'
import { numberOf, type Row, textOf, wordOf } from './row.ts'

/** Writes an incident, in place of what was written of it before. */
export function writeIncident(database: Database, incident: Incident): void {
  database
    .prepare('INSERT OR REPLACE INTO incident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      incident.id,
      incident.scenario,
      incident.code,
      incident.domain,
      Math.round(incident.openedWallMs),
      Math.round(incident.lastWallMs),
      incident.closedWallMs === null ? null : Math.round(incident.closedWallMs),
      incident.runs,
      incident.firstRunId,
      incident.lastRunId,
      incident.endedByRunId,
      JSON.stringify(incident.changes),
    )
}

/** The incidents that a query asks for, newest first. */
export function readIncidents(database: Database, { scenario, open, limit }: IncidentQuery): Incident[] {
  const clauses = [
    ...(scenario === undefined ? [] : ['scenario = ?']),
    ...(open === undefined ? [] : [open ? 'closed_ms IS NULL' : 'closed_ms IS NOT NULL']),
  ]
  const where = clauses.length === 0 ? '' : `WHERE ${clauses.join(' AND ')}`
  return database
    .prepare(`SELECT * FROM incident ${where} ORDER BY opened_ms DESC, id DESC LIMIT ?`)
    .all(...(scenario === undefined ? [] : [scenario]), limit)
    .flatMap((row) => incidentOf(row) ?? [])
}

/** Null when there is no such incident. */
export function readIncident(database: Database, id: string): Incident | null {
  const row = database.prepare('SELECT * FROM incident WHERE id = ?').get(id)
  return row === undefined ? null : incidentOf(row)
}

function incidentOf(row: Row): Incident | null {
  const code = wordOf(row, 'code', codeNames)
  const domain = wordOf(row, 'domain', domains)
  if (code === null || domain === null) return null
  return {
    id: textOf(row, 'id') ?? '',
    scenario: textOf(row, 'scenario') ?? '',
    code,
    domain,
    openedWallMs: numberOf(row, 'opened_ms') ?? 0,
    lastWallMs: numberOf(row, 'last_ms') ?? 0,
    closedWallMs: numberOf(row, 'closed_ms'),
    runs: numberOf(row, 'runs') ?? 0,
    firstRunId: textOf(row, 'first_run') ?? '',
    lastRunId: textOf(row, 'last_run') ?? '',
    endedByRunId: textOf(row, 'ended_by'),
    changes: sentences(textOf(row, 'changes') ?? '[]'),
  }
}

function sentences(json: string): string[] {
  const all: unknown = JSON.parse(json)
  return Array.isArray(all) ? all.filter((each) => typeof each === 'string') : []
}
