import { duration } from '../../promql/duration.ts'
import { recorded } from '../names.ts'

/**
 * The same condition, but not so long after a change of revision, real milliseconds: instances start cold, old sockets are
 * cut, and what failed then stays in the condition's window for a while.
 */
export function notAfterDeploy(condition: string, ms: number): string {
  const justChanged = `${recorded.revisionAge} < ${Math.ceil(ms / 1_000)}`
  return `(${condition}) unless on (instance, job) (${justChanged})`
}

/** The rung on which the scenario of an alert fails most, as part of a sentence; asked when the alert is told. */
export function rungOf(windowMs: number): string {
  const failures = `increase(golden_path_run_failures_total{instance=%q,scenario=%q}[${duration(windowMs)}])`
  const query = `topk(1, sum by (phase) (${failures}) > 0)`
  const asked = `query (printf "${query}" $labels.instance $labels.scenario)`
  return `{{ range ${asked} }}first on the rung {{ .Labels.phase }}{{ else }}on a rung that is not known{{ end }}`
}

/** The words that close reasons had, with their number, as part of a sentence. */
export function reasonsOf(windowMs: number): string {
  const closes = `increase(golden_path_ws_1011_closes_total{instance=%q}[${duration(windowMs)}])`
  const query = `sort_desc(sum by (reason_class) (${closes}) > 0)`
  const asked = `query (printf "${query}" $labels.instance)`
  return `{{ range ${asked} }}{{ .Labels.reason_class }} {{ .Value | printf "%.0f" }}, {{ end }}`
}

/** The name of the target of an alert, as an option of our command. */
export const target = `{{ range query (printf "golden_path_target_info{instance=%q}" $labels.instance) }} --target {{ .Labels.target }}{{ end }}`
