import type { MonitorEvent } from '../../model/monitor-event.ts'
import type { RunReport } from '../../model/report.ts'
import type { Incident, RunSummary } from './history.ts'
import { wireDrift } from './wire-drift.ts'

/** A finished run, with what the target spoke in it. */
export type EndedRun = { readonly summary: RunSummary; readonly wire: RunReport['wire'] }

/** A change of what runs at the target. */
export type RevisionChange = Omit<Extract<MonitorEvent, { kind: 'revision-changed' }>, 'kind'>

/** What has to be remembered of a scenario: its last good watch run and the incident that lasts. */
export type Course = {
  readonly lastGood: EndedRun | null
  readonly open: Incident | null
}

/** Where a run leads. */
export type Followed = {
  readonly course: Course | null
  /** Incidents that opened, went on or ended with this run. */
  readonly incidents: readonly Incident[]
  /** The incident that this run belongs to. */
  readonly incidentId: string | null
}

/**
 * Takes one more finished run into account. Only runs of purpose `watch` count. Runs with the same first code, one after
 * the other, are one incident; a good run or another code ends it; runs that say nothing of the target neither open nor
 * end one.
 */
export function follow(course: Course | null, run: EndedRun, revisions: readonly RevisionChange[]): Followed {
  const { summary } = run
  if (summary.purpose !== 'watch') return { course, incidents: [], incidentId: null }
  const open = course?.open ?? null
  const now = takeIncident(open, run, course?.lastGood ?? null, revisions)
  const ended = open !== null && now?.id !== open.id ? [end(open, summary)] : []
  const isInIncident = now !== null && now !== open
  return {
    course: {
      lastGood: isGood(summary) ? run : (course?.lastGood ?? null),
      open: now,
    },
    incidents: isInIncident ? [...ended, now] : ended,
    incidentId: isInIncident ? now.id : null,
  }
}

/** Adds a change of revision that was only seen after the incident's first run, and before its second. Null: none lasts that began so lately. */
export function attribute({ open }: Course, change: RevisionChange): Incident | null {
  if (open === null || open.runs > 1) return null
  return { ...open, changes: [...open.changes, sayRevision(change)] }
}

/** Ends an incident that nobody watches any more. */
export function abandon(incident: Incident, wallMs: number): Incident {
  return { ...incident, closedWallMs: wallMs }
}

/** The incident that lasts after this run: the same object when the run says nothing. */
function takeIncident(
  open: Incident | null,
  run: EndedRun,
  lastGood: EndedRun | null,
  revisions: readonly RevisionChange[],
): Incident | null {
  const { summary } = run
  if (isGood(summary)) return null
  const { code } = summary
  if (summary.verdict !== 'fail' || code === null) return open
  if (open?.code === code) return { ...open, lastWallMs: endOf(summary), runs: open.runs + 1, lastRunId: summary.runId }
  return {
    id: `incident-${summary.runId}`,
    scenario: summary.scenario,
    code,
    domain: summary.domain ?? 'monitor',
    openedWallMs: summary.startedWallMs,
    lastWallMs: endOf(summary),
    closedWallMs: null,
    runs: 1,
    firstRunId: summary.runId,
    lastRunId: summary.runId,
    endedByRunId: null,
    changes: lastGood === null ? [] : changesBetween(lastGood, run, revisions),
  }
}

function end(incident: Incident, by: RunSummary): Incident {
  return { ...incident, closedWallMs: endOf(by), endedByRunId: by.runId }
}

function changesBetween(good: EndedRun, failed: EndedRun, revisions: readonly RevisionChange[]): string[] {
  const from = good.summary.startedWallMs
  const to = endOf(failed.summary)
  return [
    ...revisions.filter(({ wallMs }) => wallMs >= from && wallMs <= to).map(sayRevision),
    ...wireDrift(good.wire, failed.wire),
  ]
}

function sayRevision({ service, from, to, wallMs }: RevisionChange): string {
  return `Revision of ${service}: ${from} → ${to} (seen ${new Date(wallMs).toISOString()}).`
}

function isGood({ verdict }: RunSummary): boolean {
  return verdict === 'pass' || verdict === 'degraded'
}

function endOf({ endedWallMs, startedWallMs }: RunSummary): number {
  return endedWallMs ?? startedWallMs
}
