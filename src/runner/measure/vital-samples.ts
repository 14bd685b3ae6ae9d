import { webVitals } from '../../model/screen-fact.ts'
import { sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'

/** How the web app felt to those who used it in a browser. */
export const vitalSamples: Measure = ({ evidence }) =>
  evidence.facts.flatMap((fact) => {
    const vital = fact.kind === 'screen' && fact.sight === 'vital' ? webVitals.find((each) => each === fact.name) : null
    if (vital == null || fact.kind !== 'screen' || fact.valueMs === null) return []
    return sample('golden_path_web_vitals_seconds', { vital }, Math.max(0, fact.valueMs) / 1_000)
  })
