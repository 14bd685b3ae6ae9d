import { isUp } from '../../judges/diagnosis/health-sign.ts'
import { sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'

/** Health endpoints that said something else than what users saw (health-lies), once a run for each direction. */
export const healthSamples: Measure = (view, { findings }) => {
  const directions = findings
    .filter(({ code }) => code === 'health-lies')
    .flatMap(({ frames }) => {
      const fact = view.facts.get(frames[0] ?? -1)
      if (fact?.kind !== 'http') return []
      return isUp(fact) ? ('healthy_but_broken' as const) : ('unhealthy_but_working' as const)
    })
  return [...new Set(directions)].map((direction) => sample('golden_path_health_disagreements_total', { direction }))
}
