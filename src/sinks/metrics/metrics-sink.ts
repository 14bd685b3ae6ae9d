import { messageOf } from '../../kernel/message-of.ts'
import type { FinishedRun } from '../../model/finished-run.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Sink } from '../../model/sink.ts'
import type { Target } from '../../model/target.ts'
import type { History } from '../history/history.ts'
import { eventSamples } from './event-samples.ts'
import { contentTypes, createExposition, type Format } from './exposition.ts'
import { type LiveReadings, liveSamples } from './live-samples.ts'
import type { ProcessMetrics } from './process-metrics.ts'
import { restoredSamples } from './restored-samples.ts'
import type { Sample, Series } from './sample.ts'
import { seriesAtStart } from './series-at-start.ts'
import { createSeriesBook, limits } from './series-book.ts'
import { targetSamples } from './target-samples.ts'

/** What the metrics are made from. */
export type MetricsParts = {
  readonly target: Target
  /** Those in force; later ones come with events. */
  readonly scenarios: readonly Scenario[]
  /** What a finished run measures: `measureRun` of src/runner/measure/, which looks at evidence as judges do. */
  readonly measure: (run: FinishedRun) => readonly Sample[]
  /** Looked at when somebody scrapes. */
  readonly live: LiveReadings
  /** Of this process; absent: it does not tell of itself. */
  readonly process?: ProcessMetrics
  /** Hears what could not be counted, one line; a metric that is not there cannot say it. */
  readonly onProblem: (problem: string) => void
}

/** All metrics of this process. Counts runs whose purpose is `watch`, and what the monitor itself does. */
export type MetricsSink = Sink & {
  /** Content types of `text` and `openMetrics`. */
  readonly contentTypes: { readonly text: string; readonly openMetrics: string }
  /** Everything in the Prometheus text format. */
  text(): Promise<string>
  /** Everything as OpenMetrics, with run ids as exemplars. */
  openMetrics(): Promise<string>
  /** How many series there are, each bucket of a histogram counted. */
  readonly size: number
  /** Takes last verdicts and times from what is remembered of earlier runs. Counters begin anew, as Prometheus expects. */
  restore(history: Pick<History, 'runs'>): void
}

/** A defect of ours must not fill the log. */
const MOST_TOLD = 100

/** Makes the metrics, with every series that can be known from the start at 0. */
export function createMetricsSink(parts: MetricsParts): MetricsSink {
  const exposition = createExposition()
  const book = createSeriesBook()
  const told = new Set<string>()
  let inForce = parts.target
  const complain = (problem: string) => {
    if (told.has(problem) || told.size >= MOST_TOLD) return
    told.add(problem)
    parts.onProblem(problem)
  }

  function follow(scenarios: readonly Scenario[], target: Target): void {
    forget(book.keepOnly(new Set(scenarios.map(({ id }) => id))))
    forget(book.drop('golden_path_target_info'))
    take(targetSamples(target), null)
    inForce = target
    for (const series of seriesAtStart(scenarios)) {
      if (book.note(series, limits.atStart) === 'new') exposition.create(series)
    }
  }

  function forget(gone: readonly Series[]): void {
    for (const series of gone) exposition.remove(series)
  }

  function take(samples: readonly Sample[], runId: string | null): void {
    for (const sample of samples) {
      const kind = book.check(sample)
      // A run that ends after its scenario was removed brings nothing back.
      if (kind === 'gone') continue
      if (kind === 'unknown') complain(`${sample.metric} was given what it does not take.`)
      else if (book.note(sample, limits.ever) === 'full') complain(`There may be no more than ${limits.ever} series.`)
      else exposition.apply(sample, runId)
    }
  }

  function show(format: Format, others = ''): string {
    take(liveSamples(parts.live, inForce), null)
    return exposition.show(format, others)
  }

  follow(parts.scenarios, parts.target)

  return {
    name: 'metrics',
    contentTypes: { text: contentTypes.text, openMetrics: contentTypes.openmetrics },
    text: async () => show('text', await parts.process?.text()),
    openMetrics: async () => show('openmetrics', await parts.process?.openMetrics()),
    get size() {
      return book.size
    },
    finished(run) {
      if (run.report.purpose !== 'watch') return
      try {
        take(parts.measure(run), run.report.runId)
      } catch (error) {
        complain(`A run could not be measured: ${messageOf(error)}`)
      }
    },
    event(event) {
      if (event.kind === 'reloaded') follow(event.scenarios, event.target)
      take(eventSamples(event), null)
    },
    restore: (history) => take(restoredSamples(parts.scenarios, history), null),
  }
}
