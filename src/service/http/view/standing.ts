import { Cron } from 'croner'
import type { RunSummary, RunTally } from '../../../sinks/history/history.ts'
import type { Scheduled } from '../../service.ts'
import type { Standing } from '../pages/verdict-badge.ts'
import { quantile } from './quantile.ts'

/** One run in a strip. */
export type Cell = Pick<RunSummary, 'runId' | 'verdict' | 'startedWallMs' | 'code'>

/** How a scenario stands: what its watch runs say. Times of day are milliseconds since the Unix epoch. */
export type ScenarioStanding = {
  readonly scenario: string
  readonly summary: string
  readonly isCore: boolean
  readonly verdict: Standing
  /** Start of the first of the runs in a row that said so; null without a run. */
  readonly sinceWallMs: number | null
  /** Whether the row of equal verdicts may be longer than what was looked at. */
  readonly sinceAtLeast: boolean
  readonly reason: string
  readonly code: RunSummary['code']
  readonly phase: RunSummary['phase']
  readonly domain: RunSummary['domain']
  readonly lastRunId: string | null
  readonly lastWallMs: number | null
  /** Nothing has come for three intervals of its schedule: the verdict is old. */
  readonly isStale: boolean
  /** The latest runs, oldest first. */
  readonly strip: readonly Cell[]
  /** Of the last 24 hours: runs, and the share of good ones among those that blame or clear the target; null of none. */
  readonly dayRuns: number
  readonly successRate: number | null
  /** Sockets that the server closed with 1011 in the last 24 hours. */
  readonly closes1011: number
  /** Of the runs in the strip: how long the slowest user waited. `measure` is what could be measured last. */
  readonly latency: {
    readonly measure: 'answer' | 'welcome' | 'sign-in'
    readonly p50Ms: number
    readonly p95Ms: number
  } | null
  readonly cron: string | null
  readonly timeZone: string
  readonly nextWallMs: number | null
  readonly runningId: string | null
}

/** The runs of one scenario: the latest, newest first, and those of the last 24 hours counted. */
export type ScenarioRuns = { readonly latest: readonly RunSummary[]; readonly day: readonly RunTally[] }

/** How long a verdict is fresh, in intervals of the schedule: jitter and one missed run are no reason to doubt. */
const FRESH_INTERVALS = 3

/** Sums up the watch runs of a scenario. `isFull`: there may be more runs than `latest` has. */
export function standingOf(
  scheduled: Scheduled,
  { latest, day }: ScenarioRuns,
  look: { readonly nowWallMs: number; readonly isFull: boolean },
): ScenarioStanding {
  const { scenario } = scheduled
  const ended = latest.filter((run) => run.verdict !== 'unfinished' || run.runId !== scheduled.runId)
  const [last] = ended
  const row = ended.findIndex((run) => run.verdict !== last?.verdict)
  const since = row < 0 ? ended.at(-1) : ended[row - 1]
  const total = (runs: readonly RunTally[]) => runs.reduce((sum, each) => sum + each.runs, 0)
  const good = total(day.filter(({ verdict }) => isGood(verdict)))
  const bad = total(day.filter(({ verdict }) => verdict === 'fail'))
  return {
    scenario: scenario.id,
    summary: scenario.summary,
    isCore: scenario.tags.includes('core'),
    verdict: last?.verdict ?? 'none',
    sinceWallMs: since?.startedWallMs ?? null,
    sinceAtLeast: row < 0 && look.isFull,
    reason: last?.reason ?? '',
    code: last?.code ?? null,
    phase: last?.phase ?? null,
    domain: last?.domain ?? null,
    lastRunId: last?.runId ?? null,
    lastWallMs: last === undefined ? null : (last.endedWallMs ?? last.startedWallMs),
    isStale: isStale(scheduled, last, look.nowWallMs),
    strip: ended.map(({ runId, verdict, startedWallMs, code }) => ({ runId, verdict, startedWallMs, code })).reverse(),
    dayRuns: total(day),
    successRate: good + bad === 0 ? null : good / (good + bad),
    closes1011: day.reduce((sum, { closes1011 }) => sum + closes1011, 0),
    latency: latencyOf(ended),
    cron: scheduled.cron,
    timeZone: scheduled.timeZone,
    nextWallMs: scheduled.nextWallMs,
    runningId: scheduled.runId,
  }
}

/** Whether all held, warnings aside. */
export function isGood(verdict: Standing): boolean {
  return verdict === 'pass' || verdict === 'degraded'
}

function latencyOf(runs: readonly RunSummary[]): ScenarioStanding['latency'] {
  const measures = [
    ['answer', 'answerMs'],
    ['welcome', 'welcomeMs'],
    ['sign-in', 'signInMs'],
  ] as const
  for (const [measure, key] of measures) {
    const values = runs.flatMap(({ timings }) => timings[key] ?? [])
    const p50Ms = quantile(values, 0.5)
    const p95Ms = quantile(values, 0.95)
    if (p50Ms !== null && p95Ms !== null) return { measure, p50Ms, p95Ms }
  }
  return null
}

function isStale({ cron, timeZone, runId }: Scheduled, last: RunSummary | undefined, nowWallMs: number): boolean {
  if (cron === null || last === undefined || runId !== null) return false
  const lastWallMs = last.endedWallMs ?? last.startedWallMs
  const ticks = new Cron(cron, { timezone: timeZone, paused: true }).nextRuns(FRESH_INTERVALS, new Date(lastWallMs))
  const due = ticks.at(-1)?.getTime()
  return due !== undefined && due < nowWallMs
}
