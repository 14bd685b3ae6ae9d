import type { RunReport } from '../report.ts'
import { compareLatency } from './compare-latency.ts'
import { compareVerdicts } from './compare-verdicts.ts'
import { compareCloses, compareEvents } from './compare-wire.ts'
import type { Check } from './gate-report.ts'

/** Compares runs before and after a change, scenario by scenario. A scenario that only one side has is said, and proves nothing. */
export function compareRuns(before: readonly RunReport[], after: readonly RunReport[]): Check[] {
  const earlier = Map.groupBy(before, ({ scenario }) => scenario)
  const later = Map.groupBy(after, ({ scenario }) => scenario)
  return [...later].flatMap(([scenario, runs]) => {
    const known = earlier.get(scenario)
    if (known === undefined) return nothingBefore(scenario, runs.length)
    return [
      compareVerdicts(scenario, known, runs),
      compareEvents(scenario, known, runs),
      compareCloses(scenario, known, runs),
      ...compareLatency(scenario, known, runs),
    ]
  })
}

function nothingBefore(scenario: string, runs: number): Check {
  const after = `${runs} run${runs === 1 ? '' : 's'}`
  return {
    scenario,
    aspect: 'verdicts',
    state: 'unknown',
    before: '',
    after,
    reason: 'the baseline has no such scenario',
  }
}
