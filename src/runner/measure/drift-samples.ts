import { sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'

/** Differences from what is documented, each name once a run: a chatty server drifts no more than a quiet one. */
export const driftSamples: Measure = ({ sockets }) => {
  const seen = new Map(
    sockets.flatMap(({ frames }) =>
      frames.flatMap(({ events }) =>
        events.flatMap(({ drift }) => drift.map(({ kind, name }) => [`${kind}\n${name}`, kind] as const)),
      ),
    ),
  )
  return [...seen.values()].map((kind) => sample('golden_path_drift_total', { kind }))
}
