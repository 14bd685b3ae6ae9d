import type { FinishedRun } from '../../model/finished-run.ts'
import type { MonitorEvent } from '../../model/monitor-event.ts'
import type { RunReport } from '../../model/report.ts'
import type { Sink } from '../../model/sink.ts'
import type { Fields, Log } from './create-log.ts'

/** A tick that is later is worth a line: the machine slept, or is too small. */
const LATE_MS = 5_000

/** Writes one line for each run, and one for each thing that the monitor did beside. */
export function createLogSink(log: Log): Sink {
  /** What is wrong with the history is tried again every few seconds, and each trouble is said once. */
  const said = new Set<string>()
  const history = ({ isGood, reason }: Extract<MonitorEvent, { kind: 'history-written' }>) => {
    if (isGood && said.size > 0) log.info({}, 'The history is well again.')
    if (!isGood && !said.has(reason)) log.error({ reason }, 'The history is in trouble; watching goes on.')
    if (isGood) said.clear()
    else said.add(reason)
  }
  return {
    name: 'log',
    finished: (run) => sayRun(log, run),
    event(event) {
      switch (event.kind) {
        case 'run-started':
        case 'scheduled':
          return
        case 'run-killed': {
          const { runId, scenario } = event
          return log.warn({ runId, scenario }, 'An earlier process died during this run.')
        }
        case 'run-skipped': {
          const { scenario, reason, detail } = event
          return log.warn({ scenario, reason, detail }, `${scenario} skipped: ${reason}.`)
        }
        case 'tick-lagged':
          if (event.lagMs < LATE_MS) return
          return log.warn({ scenario: event.scenario, lagMs: event.lagMs }, `${event.scenario} is due late.`)
        case 'reloaded':
          if (event.isGood) return log.info({ scenarios: event.scenarios.length }, 'The configuration is in force.')
          return log.error({ reason: event.reason }, 'The configuration was not taken; the last good one stays.')
        case 'revision-changed': {
          const { service, from, to } = event
          return log.info({ service, from, to }, `The target runs another revision of ${service}.`)
        }
        case 'drilled':
          return log.info({ ...event.faults }, 'The monitor was drilled.')
        case 'history-written':
          return history(event)
        default:
          return event satisfies never
      }
    },
  }
}

function sayRun(log: Log, { report }: FinishedRun): void {
  const { runId, scenario, purpose, verdict, phase, domain, durationMs, reason, seed } = report
  const code = report.findings.find(({ severity }) => severity === 'fail')?.code ?? null
  const fields: Fields = {
    runId,
    scenario,
    purpose,
    verdict,
    phase,
    domain,
    code,
    durationMs: Math.round(durationMs),
    seed,
    reason,
  }
  log[levels[verdict]](fields, `${scenario}: ${verdict}`)
}

const levels = {
  pass: 'info',
  cancelled: 'info',
  degraded: 'warn',
  inconclusive: 'warn',
  error: 'error',
  fail: 'error',
} as const satisfies Record<RunReport['verdict'], keyof Log>
