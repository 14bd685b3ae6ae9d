import { type Sample, sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'
import { seconds } from './seconds.ts'

/** How often users raced for their sockets, how often that went wrong, and how far apart their requests left. */
export const raceSamples: Measure = (view, { scenario, detection }) => {
  const upgrades = view.sockets.flatMap(({ upgrade }) => upgrade ?? [])
  const gates = Map.groupBy(upgrades, ({ together }) => together?.gate)
  const skews = [...gates].flatMap(([gate, all]): Sample[] => {
    const left = all.flatMap(({ together }) => together?.releasedMs ?? [])
    if (gate === undefined || left.length < 2) return []
    return [sample('golden_path_connect_skew_seconds', { scenario }, seconds(Math.max(...left) - Math.min(...left)))]
  })
  if (detection === undefined) return skews
  return [
    ...skews,
    sample('golden_path_race_attempts_total', { scenario }, detection.attempts),
    sample('golden_path_race_failures_total', { scenario }, detection.failures),
  ]
}
