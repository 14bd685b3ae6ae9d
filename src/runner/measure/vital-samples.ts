import { webVitals } from '../../model/screen-fact.ts'
import { sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'
import { seconds } from './seconds.ts'

/** How the web app felt to those who used it in a browser. */
export const vitalSamples: Measure = ({ evidence }) =>
  evidence.facts.flatMap((fact) => {
    const vital = fact.kind === 'screen' && fact.sight === 'vital' ? webVitals.find((each) => each === fact.name) : null
    if (vital == null || fact.kind !== 'screen' || fact.valueMs === null) return []
    return sample('golden_path_web_vitals_seconds', { vital }, seconds(fact.valueMs))
  })
