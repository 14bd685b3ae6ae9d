import { catalogue, type MetricName, metricNames } from './catalogue.ts'
import { type LineSet, lineSet } from './lines.ts'
import type { Sample, Series } from './sample.ts'

/** The formats in which metrics are shown. Only OpenMetrics has exemplars. */
export type Format = 'text' | 'openmetrics'

/** Content types by which a scraper knows the formats. */
export const contentTypes: Readonly<Record<Format, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
}

/**
 * All series, ready to be shown. Each keeps its line, so that a scrape of ten thousand is a few milliseconds of joining,
 * during which nothing else runs. It takes whatever it is given: what may become a series is
 * decided before (series-book.ts).
 */
export type Exposition = {
  /** Makes a series that has seen nothing. */
  create(series: Series): void
  /** Takes a measurement in; `runId` says which run it is an example of. */
  apply(sample: Sample, runId: string | null): void
  remove(series: Series): void
  /** What a scraper gets. `others` stands at the end: text of other metrics in the same format, without a mark of the end. */
  show(format: Format, others?: string): string
}

/** OpenMetrics allows 128 characters for all labels of an exemplar. */
const LONGEST_RUN_ID = 100

/** Makes an exposition without any series. */
export function createExposition(): Exposition {
  const families = new Map(metricNames.map((name) => [name, new Map<string, LineSet>()]))
  const linesOf = (series: Series): LineSet => {
    const family = families.get(series.metric) ?? new Map<string, LineSet>()
    const key = labelText(series)
    const known = family.get(key)
    if (known !== undefined) return known
    const made = lineSet(series.metric, key)
    family.set(key, made)
    return made
  }
  return {
    create: (series) => void linesOf(series),
    apply: (sample, runId) => linesOf(sample).take(sample.value, runId === null ? '' : exemplar(runId, sample.value)),
    remove: (series) => void families.get(series.metric)?.delete(labelText(series)),
    show(format, others = '') {
      const shown = [...families]
        .filter(([, family]) => family.size > 0)
        .map(([name, family]) => showFamily(name, family.values(), format))
      return format === 'openmetrics' ? `${shown.join('')}${others}# EOF\n` : [...shown, others].join('\n')
    },
  }
}

function showFamily(name: MetricName, sets: Iterable<LineSet>, format: Format): string {
  const { kind, help } = catalogue[name]
  const isOpen = format === 'openmetrics'
  // OpenMetrics names the family of a counter without its ending.
  const family = isOpen && kind === 'counter' ? name.replace(/_total$/, '') : name
  let shown = `# HELP ${family} ${escapeHelp(help, isOpen)}\n# TYPE ${family} ${kind}\n`
  for (const { lines } of sets) for (const line of lines) shown += isOpen ? line.open : line.text
  return shown
}

/** Labels as they stand in a line, in the order of the catalogue; also what tells the series of a metric apart. */
function labelText({ metric, labels }: Series): string {
  const names = Object.keys(catalogue[metric].labels)
  return names.map((name) => `${name}="${escaped(labels[name] ?? '')}"`).join(',')
}

function exemplar(runId: string, value: number): string {
  return ` # {run_id="${escaped(runId.slice(0, LONGEST_RUN_ID))}"} ${value}`
}

function escaped(value: string): string {
  return /["\\\n]/.test(value) ? value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n') : value
}

function escapeHelp(help: string, isOpen: boolean): string {
  return isOpen ? escaped(help) : help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}
