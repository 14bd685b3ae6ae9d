import { expect, test } from 'vitest'
import { catalogue, metricNames } from '../../sinks/metrics/catalogue.ts'
import { eventSamples } from '../../sinks/metrics/event-samples.ts'
import { everyEvent } from '../../sinks/metrics/events.builder.ts'
import { liveSamples } from '../../sinks/metrics/live-samples.ts'
import type { Metric } from '../../sinks/metrics/metric.ts'
import { finishedRun, scenario, target } from '../../sinks/metrics/metrics.builder.ts'
import type { Sample } from '../../sinks/metrics/sample.ts'
import { createSeriesBook } from '../../sinks/metrics/series-book.ts'
import { targetSamples } from '../../sinks/metrics/target-samples.ts'
import { corpusRuns } from './corpus.builder.ts'
import { measureRun } from './measure-run.ts'

const live = {
  openSockets: () => 1,
  budgetUsedRatio: () => 0.5,
  isGuardFileUsable: () => true,
  size: () => ({ historyBytes: 1, evidenceBytes: 1 }),
  browserProcesses: () => 1,
}
const others = [
  ...everyEvent('golden-path').flatMap(eventSamples),
  ...liveSamples(live, target),
  ...targetSamples(target),
  ...targetSamples({ ...target, kind: 'embedded', policy: 'strict' }),
  ...targetSamples({ ...target, policy: 'minimal' }),
]

test('every value of every label of every metric is fed by something that can happen', () => {
  const fed = [...corpusRuns().flatMap(measureRun), ...others]
  expect(unfed(fed)).toEqual([])
})

test('nothing is fed that the catalogue does not have', () => {
  const book = createSeriesBook()
  book.keepOnly(new Set(['golden-path']))
  const wrong = [...corpusRuns().flatMap(measureRun), ...others].filter((sample) => book.check(sample) !== 'legal')
  expect(wrong).toEqual([])
})

test('a metric or a value that nobody measures any more is found', () => {
  const fed = measureRun(finishedRun({ scenario: scenario('golden-path').id, verdict: 'pass' }))
  expect(unfed(fed)).toContain('golden_path_schedule_lag_seconds')
  expect(unfed(fed)).toContain('golden_path_runs_total verdict="fail"')
  expect(unfed(fed)).not.toContain('golden_path_runs_total verdict="pass"')
})

/** Metrics, and values of their labels, that no measurement is about. Our own values and those of scenarios are open. */
function unfed(samples: readonly Sample[]): string[] {
  const seen = new Set(
    samples.flatMap(({ metric, labels }) => [
      metric,
      ...Object.entries(labels).map(([label, value]) => `${metric} ${label}="${value}"`),
    ]),
  )
  const all = metricNames.flatMap((metric) => {
    const { labels }: Metric = catalogue[metric]
    const values = Object.entries(labels).flatMap(([label, allowed]) =>
      allowed === 'own' || allowed === 'scenarios' ? [] : allowed.map((value) => `${metric} ${label}="${value}"`),
    )
    return [metric, ...values]
  })
  return all.filter((each) => !seen.has(each))
}
