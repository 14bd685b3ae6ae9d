import type { Domain } from '../../../model/words.ts'
import type { AlertSeverity } from '../../rules/rule.ts'
import type { Ending, Extra, Turn } from '../story.ts'

type Told = { readonly scenario?: string; readonly domain: Domain | 'unknown'; readonly severity?: AlertSeverity }

/** An alert as a moment names it. */
export function alert(name: string, { scenario, domain, severity = 'page' }: Told): string {
  const labels = { alertname: name, domain, ...(scenario === undefined ? {} : { scenario }), severity }
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  return `{${pairs.join(',')}}`
}

/** All runs of a scenario that end within these minutes come to this; all others pass. */
export function during(from: number, to: number, ending: Ending, scenarios = ['golden-path']): (turn: Turn) => Ending {
  return ({ scenario, endMin }) =>
    scenarios.includes(scenario) && endMin >= from && endMin < to ? ending : { verdict: 'pass' }
}

/** A series that changes its value once. */
export function step(series: string, before: number | null, after: number | null, atMin: number): Extra {
  return { series, at: (minute) => (minute < atMin ? before : after) }
}

/** All scenarios of stories. */
export const everybody = ['golden-path', 'concurrent-users', 'cross-user-isolation', 'concurrency-ratio']
