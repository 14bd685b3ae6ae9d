import type { RunReport } from '../report.ts'
import type { Check } from './gate-report.ts'
import { FEWEST_SAMPLES, isSlower, median } from './is-slower.ts'

type Runs = readonly RunReport[]

const waits = [
  ['signInMs', 'sign-in'],
  ['upgradeMs', 'upgrade'],
  ['welcomeMs', 'welcome'],
  ['firstEventMs', 'first event'],
  ['answerMs', 'answer'],
] as const

/** Compares the waits of all users of all runs, each kind as a distribution. One check for each kind that both sides have. */
export function compareLatency(scenario: string, before: Runs, after: Runs): Check[] {
  return waits.flatMap(([key, name]) => {
    const earlier = samples(before, key)
    const later = samples(after, key)
    if (earlier.length === 0 || later.length === 0) return []
    const slower = isSlower(earlier, later)
    const said = { scenario, aspect: 'latency', before: shown(name, earlier), after: shown(name, later) } as const
    if (slower === null) {
      return { ...said, state: 'unknown', reason: `fewer than ${FEWEST_SAMPLES} samples tell nothing: more rounds do` }
    }
    return slower
      ? { ...said, state: 'worse', reason: `${name} takes longer than chance explains` }
      : { ...said, state: 'same', reason: `${name} takes no longer` }
  })
}

function samples(runs: Runs, key: (typeof waits)[number][0]): number[] {
  return runs.flatMap(({ users }) => users.flatMap(({ timings }) => timings[key] ?? []))
}

function shown(name: string, values: readonly number[]): string {
  return `${name} ${Math.round(median(values))} ms (${values.length})`
}
