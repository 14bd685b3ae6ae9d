import { type Band, type Cadence, weightedBandsOf } from '../../cadence.ts'
import { duration, inWords } from '../../promql/duration.ts'
import { recorded } from '../names.ts'
import { someScenarios } from '../recordings.ts'
import type { Alert } from '../rule.ts'
import { type Windows, windowsOf } from '../windows.ts'

/** How many intervals a scenario may go without a good run. */
const INTERVALS = 3
/** More runs than this that say nothing make us blind. */
const MOST_BLIND = 0.2
const FEWEST_BLIND = 3

/** Nobody says that the golden path is open: the monitor is blind, stands still, or is gone. */
export function unheardAlerts(cadence: Cadence): Alert[] {
  const windows = windowsOf(cadence)
  return [...weightedBandsOf(cadence).map(noSuccess), blind(windows), stopped(windows), silent(windows, cadence)]
}

/** Also when every run is inconclusive, an error or skipped. Before the first success the start of the monitor counts. */
function noSuccess({ ids, intervalMs, deadlineMs, isCore }: Band): Alert {
  const some = someScenarios(ids)
  const limitMs = INTERVALS * intervalMs + deadlineMs
  const seconds = Math.ceil(limitMs / 1_000)
  const last = `golden_path_last_success_timestamp_seconds{${some}}`
  const old = `time() - (${last} > 0) > ${seconds}`
  const never = `time() - ((${last} == 0) + ignoring (scenario) group_left () process_start_time_seconds) > ${seconds}`
  const maintained = `increase(golden_path_runs_skipped_total{${some},reason="maintenance"}[${duration(limitMs)}]) > 0`
  const planned = `golden_path_next_run_timestamp_seconds{${some}} > 0`
  return {
    kind: 'alert',
    alert: 'GoldenPathNoSuccess',
    expr: `(${old} or ${never}) and ${planned} unless ignoring (reason) ${maintained}`,
    severity: isCore ? 'page' : 'ticket',
    domain: 'monitor',
    labels: { interval: duration(intervalMs) },
    summary: '{{ $labels.scenario }} has not passed for {{ $value | humanizeDuration }}',
    description: `A run is due every ${inWords(intervalMs)}, and none has passed for more than ${INTERVALS} of these. When runs fail, another alert says so; when this one comes alone, runs are inconclusive, errors or skipped, and nobody knows how the target is.`,
    repeat: 'run {{ $labels.scenario }}',
    page: '/scenarios/{{ $labels.scenario }}',
  }
}

function blind({ blindMs }: Windows): Alert {
  return {
    kind: 'alert',
    alert: 'GoldenPathBlind',
    expr: `${recorded.blindRatio} > ${MOST_BLIND} and ${recorded.blindRuns} >= ${FEWEST_BLIND}`,
    severity: 'ticket',
    domain: 'monitor',
    summary: '{{ $value | humanizePercentage }} of all runs say nothing about the target',
    description: `Within ${inWords(blindMs)} at least ${FEWEST_BLIND} runs were inconclusive or errors of the monitor itself. A green is worth less until this is over. The reasons are on the dashboard of the monitor: rate limits, credentials, a stalled machine.`,
    repeat: 'doctor',
    page: '/',
  }
}

function stopped({ beatMs }: Windows): Alert {
  const due = 'min without (scenario) (golden_path_next_run_timestamp_seconds > 0)'
  return {
    kind: 'alert',
    alert: 'GoldenPathScheduleStopped',
    expr: `time() - ${due} > ${Math.ceil(beatMs / 1_000)}`,
    severity: 'page',
    domain: 'monitor',
    summary: 'The monitor runs, but a run is overdue by {{ $value | humanizeDuration }}',
    description:
      'The process answers, and its schedule does not move: the time of the next run lies in the past. Read its log, keep a copy of the data directory, start it again.',
    repeat: 'schedule',
    page: '/',
  }
}

/** Prometheus itself begins by having nothing: its first scrape comes some evaluations after it. */
function silent({ beatMs }: Windows, { evaluationMs }: Cadence): Alert {
  const forMs = Math.max(beatMs, 12 * evaluationMs)
  // One of several monitors; by its name, so that it can be looked for.
  const gone = 'up == 0 and on (instance, job) last_over_time(golden_path_build_info[1d])'
  return {
    kind: 'alert',
    alert: 'GoldenPathMonitorSilent',
    expr: `(${gone}) or on () absent(golden_path_build_info)`,
    forMs,
    severity: 'page',
    domain: 'monitor',
    summary: 'The monitor is gone: nobody watches the golden path',
    description: `Prometheus has had no metric of the monitor for ${inWords(forMs)}: it is stopped, cannot be reached, or is not scraped. Nothing is known about the target until it is back.`,
    repeat: 'doctor',
    page: '/',
  }
}
