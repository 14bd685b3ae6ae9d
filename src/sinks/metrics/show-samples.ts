import { contentTypes, createExposition, type Format } from './exposition.ts'
import { type Sample, scenarioOf } from './sample.ts'
import { createSeriesBook, limits } from './series-book.ts'

/** Some measurements as a scraper or a gateway takes them. */
export type Shown = { readonly text: string; readonly contentType: string }

/** Shows measurements by themselves: only metrics that were measured, and no series that was not. `runId` as in `Exposition`. */
export function showSamples(samples: readonly (Sample & { readonly runId?: string })[], format: Format): Shown {
  const exposition = createExposition()
  const book = createSeriesBook()
  book.keepOnly(new Set(samples.flatMap(({ labels }) => scenarioOf(labels) ?? [])))
  for (const sample of samples) {
    if (book.check(sample) !== 'legal' || book.note(sample, limits.ever) === 'full') continue
    exposition.apply(sample, sample.runId ?? null)
  }
  return { text: exposition.show(format), contentType: contentTypes[format] }
}
