import type { MonitorEvent } from '../../model/monitor-event.ts'
import type { RunReport } from '../../model/report.ts'
import type { RunSummary } from './history.ts'

type Started = Extract<MonitorEvent, { kind: 'run-started' }>
type Timings = RunSummary['timings']

const noTimings: Timings = { signInMs: null, upgradeMs: null, welcomeMs: null, firstEventMs: null, answerMs: null }

/** What is known of a run that has only begun. */
export function summarizeStarted({ runId, scenario, purpose, seed, wallMs }: Started): RunSummary {
  return {
    runId,
    scenario,
    purpose,
    seed,
    startedWallMs: wallMs,
    endedWallMs: null,
    durationMs: null,
    verdict: 'unfinished',
    reason: 'It has not ended.',
    phase: null,
    domain: null,
    code: null,
    closes1011: 0,
    timings: noTimings,
    hasEvidence: false,
    incidentId: null,
  }
}

/** The line of a finished run, without what only the history knows: its incident and whether its evidence was kept. */
export function summarizeFinished(report: RunReport, endedWallMs: number): RunSummary {
  const { runId, scenario, purpose, seed, durationMs, verdict, reason, phase, domain } = report
  const failure = report.findings.find(({ severity }) => severity === 'fail')
  return {
    runId,
    scenario,
    purpose,
    seed,
    startedWallMs: Date.parse(report.startedAt),
    endedWallMs,
    durationMs,
    verdict,
    reason,
    phase,
    domain,
    code: failure?.code ?? null,
    closes1011: closesOf1011(report),
    timings: slowest(report),
    hasEvidence: false,
    incidentId: null,
  }
}

function closesOf1011({ wire }: RunReport): number {
  const closes = wire?.closes.filter(({ code, initiator }) => code === 1011 && initiator === 'server') ?? []
  return closes.reduce((sum, { count }) => sum + count, 0)
}

function slowest({ users }: RunReport): Timings {
  const of = (part: keyof Timings) => {
    const known = users.flatMap(({ timings }) => timings[part] ?? [])
    return known.length === 0 ? null : Math.max(...known)
  }
  return {
    signInMs: of('signInMs'),
    upgradeMs: of('upgradeMs'),
    welcomeMs: of('welcomeMs'),
    firstEventMs: of('firstEventMs'),
    answerMs: of('answerMs'),
  }
}
