import { phases } from '../../../model/words.ts'
import type { History, Incident, RunSummary, RunTally } from '../../../sinks/history/history.ts'
import type { Scheduled, Service } from '../../service.ts'
import { isGood, type ScenarioStanding, standingOf } from './standing.ts'

/**
 * Whether the golden path is open. `closed`: a core scenario fails, or something leaks anywhere. `impaired`: others fail.
 * `unknown`: no core scenario says anything that is fresh.
 */
export const pathStates = ['closed', 'impaired', 'degraded', 'unknown', 'open'] as const
/** Whether the golden path is open. */
export type PathState = (typeof pathStates)[number]

/** What on-call sees first. */
export type Overview = {
  readonly state: PathState
  /** The scenario that explains the state best: of the failing ones that with the lowest rung; null when none does. */
  readonly worst: ScenarioStanding | null
  readonly scenarios: readonly ScenarioStanding[]
  readonly incidents: readonly Incident[]
  readonly latest: readonly RunSummary[]
}

const STRIP = 50
const DAY_MS = 24 * 3_600_000
/** Reads the history once and sums it up. */
export function overviewOf(service: Service, nowWallMs: number): Overview {
  const { history } = service
  const tally = history.tally(nowWallMs - DAY_MS)
  const scenarios = service.scenarios().map((scheduled) => standing(history, scheduled, tally, nowWallMs))
  return {
    ...stateOf(scenarios),
    scenarios,
    incidents: history.incidents({ open: true, limit: 20 }),
    latest: history.runs({ limit: 8 }),
  }
}

/** Reads how one scenario stands. */
export function scenarioStanding(history: History, scheduled: Scheduled, nowWallMs: number): ScenarioStanding {
  return standing(history, scheduled, history.tally(nowWallMs - DAY_MS), nowWallMs)
}

function standing(history: History, scheduled: Scheduled, tally: readonly RunTally[], nowWallMs: number) {
  const { id } = scheduled.scenario
  const latest = history.runs({ scenario: id, purpose: 'watch', limit: STRIP })
  const day = tally.filter(({ scenario }) => scenario === id)
  return standingOf(scheduled, { latest, day }, { nowWallMs, isFull: latest.length === STRIP })
}

/** Decides whether the path is open from how its scenarios stand. Without any core scenario all of them count as core. */
export function stateOf(scenarios: readonly ScenarioStanding[]): Pick<Overview, 'state' | 'worst'> {
  const tagged = scenarios.filter(({ isCore }) => isCore)
  const core = tagged.length === 0 ? scenarios : tagged
  const failing = scenarios.filter(({ verdict, isStale }) => verdict === 'fail' && !isStale)
  const closing = failing.filter((each) => core.includes(each) || each.domain === 'isolation')
  if (closing.length > 0) return { state: 'closed', worst: lowest(closing) }
  const known = core.filter(({ verdict, isStale }) => isGood(verdict) && !isStale)
  if (known.length === 0) return { state: 'unknown', worst: core.find(({ verdict }) => verdict !== 'none') ?? null }
  if (failing.length > 0) return { state: 'impaired', worst: lowest(failing) }
  const warned = scenarios.find(({ verdict }) => verdict === 'degraded')
  if (warned !== undefined) return { state: 'degraded', worst: warned }
  return { state: 'open', worst: null }
}

/** What is red on a low rung explains what is red above it; a leak comes before everything. Of equals the first to fail. */
function lowest(failing: readonly ScenarioStanding[]): ScenarioStanding | null {
  const rung = ({ phase, domain }: ScenarioStanding) => {
    if (domain === 'isolation') return -1
    return phase === null ? phases.length : phases.indexOf(phase)
  }
  return failing.toSorted((a, b) => rung(a) - rung(b) || (a.sinceWallMs ?? 0) - (b.sinceWallMs ?? 0))[0] ?? null
}
