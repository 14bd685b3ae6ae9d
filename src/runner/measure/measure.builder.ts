import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import { judgeEvidence } from '../../judges/judge.ts'
import type { UserScript } from '../../judges/user-script.builder.ts'
import type { Evidence, EvidenceContext } from '../../model/evidence-file.ts'
import type { FinishedRun } from '../../model/finished-run.ts'
import type { MetricName } from '../../sinks/metrics/catalogue.ts'
import type { Sample } from '../../sinks/metrics/sample.ts'
import { buildReport } from '../build-report.ts'
import { measureRun } from './measure-run.ts'

/** The run that evidence is of, judged as the runner does. */
export function finish(evidence: Evidence): FinishedRun {
  return { report: buildReport(evidence, judgeEvidence(evidence)), evidence }
}

/** Evidence of one user, after healthy answers of the platform. */
export function oneUser(tell: (user: UserScript) => unknown, changes: Partial<EvidenceContext> = {}): Evidence {
  const run = new EvidenceBuilder().health()
  tell(run.user(1))
  return run.build(changes)
}

/** Evidence of several users who act one after the other on clocks of their own, so at the same time. */
export function users(count: number, tell: (user: UserScript, all: readonly UserScript[]) => unknown): Evidence {
  const run = new EvidenceBuilder().health()
  const all = Array.from({ length: count }, (_, index) => run.user(index + 1))
  for (const user of all) tell(user, all)
  return run.build({ judges: ['monitor', 'identity', 'sequence', 'isolation'] })
}

/** What a run measured of one metric: values by labels, `phase=auth: [0.08]`; labels that a test is not about left out. */
export function measured(run: FinishedRun, metric: MetricName, ...labels: string[]): Record<string, number[]> {
  return gather(measureRun(run), metric, labels)
}

/** As `measured`, added up: for what is counted. */
export function counted(run: FinishedRun, metric: MetricName, ...labels: string[]): Record<string, number> {
  const all = Object.entries(measured(run, metric, ...labels))
  return Object.fromEntries(all.map(([key, values]) => [key, values.reduce((sum, value) => sum + value, 0)]))
}

function gather(samples: readonly Sample[], metric: MetricName, names: readonly string[]): Record<string, number[]> {
  const found: Record<string, number[]> = {}
  for (const sample of samples.filter((each) => each.metric === metric)) {
    const key = names.map((name) => sample.labels[name]).join(' ')
    found[key] = [...(found[key] ?? []), sample.value]
  }
  return found
}
