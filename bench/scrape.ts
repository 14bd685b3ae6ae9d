import { staging } from '../src/config/built-in.ts'
import { loadScenarios, ownScenarios } from '../src/config/load-scenarios.ts'
import type { RunReport } from '../src/model/report.ts'
import type { Scenario } from '../src/model/scenario.ts'
import { catalogue, metricNames } from '../src/sinks/metrics/catalogue.ts'
import type { Metric } from '../src/sinks/metrics/metric.ts'
import { createMetricsSink } from '../src/sinks/metrics/metrics-sink.ts'
import type { Sample } from '../src/sinks/metrics/sample.ts'

const SCRAPES = 200
const idle = {
  openSockets: () => 0,
  budgetUsedRatio: () => 0.5,
  isGuardFileUsable: () => true,
  size: () => null,
  browserProcesses: () => 0,
}

/** CPU milliseconds of one scrape at the start, and once every series that the catalogue allows exists. */
export async function scrape(): Promise<Record<string, number>> {
  const scenarios = await loadScenarios(ownScenarios)
  const target = { ...staging, name: 'staging', kind: 'remote' } as const
  const samples = everySample(scenarios)
  const sink = createMetricsSink({ target, scenarios, measure: () => samples, live: idle, onProblem: () => undefined })
  const seriesAtStart = sink.size
  const atStartMs = await cost(sink.text)
  sink.finished({ report: aReport(scenarios), evidence: null })
  const [textMs, openMetricsMs] = [await cost(sink.text), await cost(sink.openMetrics)]
  return { seriesAtStart, atStartMs, seriesInAll: sink.size, textMs, openMetricsMs }
}

/** CPU of one scrape: what else the machine does must not count. */
async function cost(show: () => Promise<string>): Promise<number> {
  const before = process.cpuUsage()
  for (let count = 0; count < SCRAPES; count += 1) Buffer.byteLength(await show())
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / SCRAPES
}

/** One measurement of every series there can be. */
function everySample(scenarios: readonly Scenario[]): Sample[] {
  const ids = scenarios.map(({ id }) => id)
  return metricNames.flatMap((metric) => {
    const { labels }: Metric = catalogue[metric]
    const sets = Object.entries(labels).reduce<Record<string, string>[]>(
      (all, [label, allowed]) => {
        const values = allowed === 'scenarios' ? ids : allowed === 'own' ? ['own'] : allowed
        return all.flatMap((set) => values.map((value) => ({ ...set, [label]: value })))
      },
      [{}],
    )
    return sets.map((set) => ({ metric, labels: set, value: 1.5 }))
  })
}

/** A watched run; only its purpose and its id are looked at. */
function aReport([first]: readonly Scenario[]): RunReport {
  return {
    runId: '20261122T150901-1f3a9c02',
    scenario: first?.id ?? '',
    target: 'staging',
    purpose: 'watch',
    policy: 'observed',
    seed: '',
    attempts: 1,
    startedAt: '2026-11-22T15:09:01.000Z',
    durationMs: 1,
    verdict: 'pass',
    reason: '',
    phase: null,
    domain: null,
    cause: null,
    steps: [],
    judgements: [],
    findings: [],
    users: [],
    evidenceFile: null,
  }
}
