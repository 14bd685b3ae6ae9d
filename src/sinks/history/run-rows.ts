import type { Database } from '../../kernel/sqlite-store.ts'
import { codeNames } from '../../model/codes.ts'
import { domains, phases, purposes, verdicts } from '../../model/words.ts'
import type { RunQuery, RunSummary } from './history.ts'
import { numberOf, type Row, textOf, wordOf } from './row.ts'

/** A run as it is written: its line, its report (see report-body.ts) once it has ended, and which process wrote it. */
export type RunRecord = {
  readonly summary: RunSummary
  readonly body: Uint8Array | null
  readonly session: string
}

const columns = [
  'run_id',
  'scenario',
  'purpose',
  'seed',
  'started_ms',
  'ended_ms',
  'duration_ms',
  'verdict',
  'reason',
  'phase',
  'domain',
  'code',
  'closes_1011',
  'sign_in_ms',
  'upgrade_ms',
  'welcome_ms',
  'first_event_ms',
  'answer_ms',
  'incident_id',
  'session',
] as const
const insert = `INSERT OR REPLACE INTO run (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

/** Writes a run, in place of what was written of it before. */
export function writeRun(database: Database, { summary, body, session }: RunRecord): void {
  const { timings } = summary
  database
    .prepare(insert)
    .run(
      summary.runId,
      summary.scenario,
      summary.purpose,
      summary.seed,
      Math.round(summary.startedWallMs),
      summary.endedWallMs === null ? null : Math.round(summary.endedWallMs),
      summary.durationMs,
      summary.verdict,
      summary.reason,
      summary.phase,
      summary.domain,
      summary.code,
      summary.closes1011,
      timings.signInMs,
      timings.upgradeMs,
      timings.welcomeMs,
      timings.firstEventMs,
      timings.answerMs,
      summary.incidentId,
      session,
    )
  if (body === null) return
  database.prepare('INSERT OR REPLACE INTO report (run_id, body) VALUES (?, ?)').run(summary.runId, body)
}

/** The runs that a query asks for, newest first. */
export function readRuns(database: Database, query: RunQuery): RunSummary[] {
  const wishes = [
    ['scenario = ?', query.scenario],
    ['verdict = ?', query.verdict],
    ['purpose = ?', query.purpose],
    ['code = ?', query.code],
    ['incident_id = ?', query.incidentId],
    ['started_ms < ?', query.beforeWallMs],
    ['started_ms >= ?', query.sinceWallMs],
  ] as const
  const asked = wishes.flatMap(([clause, value]) => (value === undefined ? [] : [{ clause, value }]))
  const where = asked.length === 0 ? '' : `WHERE ${asked.map(({ clause }) => clause).join(' AND ')}`
  return database
    .prepare(`SELECT * FROM run ${where} ORDER BY started_ms DESC, run_id DESC LIMIT ?`)
    .all(...asked.map(({ value }) => value), query.limit)
    .flatMap((row) => summaryOf(row) ?? [])
}

/** Null when there is no such run. */
export function readRun(
  database: Database,
  runId: string,
): { readonly summary: RunSummary; readonly body: Uint8Array | null } | null {
  const row = database.prepare('SELECT * FROM run LEFT JOIN report USING (run_id) WHERE run_id = ?').get(runId)
  const summary = row === undefined ? null : summaryOf(row)
  if (summary === null) return null
  return { summary, body: row?.body instanceof Uint8Array ? row.body : null }
}

/** Null for a row that this version cannot have written. */
export function summaryOf(row: Row): RunSummary | null {
  const purpose = wordOf(row, 'purpose', purposes)
  const verdict = wordOf(row, 'verdict', [...verdicts, 'unfinished'])
  const startedWallMs = numberOf(row, 'started_ms')
  if (purpose === null || verdict === null || startedWallMs === null) return null
  return {
    runId: textOf(row, 'run_id') ?? '',
    scenario: textOf(row, 'scenario') ?? '',
    purpose,
    seed: textOf(row, 'seed') ?? '',
    startedWallMs,
    endedWallMs: numberOf(row, 'ended_ms'),
    durationMs: numberOf(row, 'duration_ms'),
    verdict,
    reason: textOf(row, 'reason') ?? '',
    phase: wordOf(row, 'phase', phases),
    domain: wordOf(row, 'domain', domains),
    code: wordOf(row, 'code', codeNames),
    closes1011: numberOf(row, 'closes_1011') ?? 0,
    timings: {
      signInMs: numberOf(row, 'sign_in_ms'),
      upgradeMs: numberOf(row, 'upgrade_ms'),
      welcomeMs: numberOf(row, 'welcome_ms'),
      firstEventMs: numberOf(row, 'first_event_ms'),
      answerMs: numberOf(row, 'answer_ms'),
    },
    hasEvidence: false,
    incidentId: textOf(row, 'incident_id'),
  }
}
