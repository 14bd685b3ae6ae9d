import { inertShort } from '../../kernel/inert.ts'
import { duration } from '../../reporters/verdict-line.ts'
import type { ProgressEvent } from '../../runner/progress.ts'

/** Longer details are in the report. */
const LONGEST_DETAIL = 200

/** One event as a line of a log; empty for events that a log need not hold. */
export function plainLine(event: ProgressEvent): string {
  const scenario = inertShort(event.scenario, LONGEST_DETAIL)
  switch (event.kind) {
    case 'waiting':
      return `${scenario}: waits for its turn; accounts or requests of this target are in use\n`
    case 'run-started':
      return `${scenario}: started, run ${event.runId}\n`
    case 'step':
      return event.state === 'running' ? '' : `${scenario}: ${stepText(event)}\n`
    case 'run-finished':
      return `${scenario}: ${event.report.verdict} after ${duration(event.report.durationMs)}\n`
    default:
      return event satisfies never
  }
}

function stepText(step: Extract<ProgressEvent, { kind: 'step' }>): string {
  const who = step.user === null ? '' : `${step.user} `
  const detail = step.detail === '' ? '' : `: ${inertShort(step.detail, LONGEST_DETAIL)}`
  return `${who}${step.name} ${step.state} after ${duration(step.durationMs)}${detail}`
}
