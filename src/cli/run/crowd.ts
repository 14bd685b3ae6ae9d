import { UsageError } from '../../config/usage-error.ts'
import type { Scenario } from '../../model/scenario.ts'

/** One scenario and how many users speak in it. */
export type Crowd = { readonly scenario: Scenario; readonly users: number }

/**
 * How many users speak in each scenario. A wish (`--users`) is for the scenarios that can have more or fewer; one with a
 * fixed number keeps it. Throws a UsageError for a number out of bounds, and when no scenario could follow the wish.
 */
export function crowd(scenarios: readonly Scenario[], wish: number | null): readonly Crowd[] {
  if (wish === null) return scenarios.map((scenario) => ({ scenario, users: scenario.users.default }))
  if (scenarios.every((scenario) => isFixed(scenario) && scenario.users.default !== wish)) {
    const ids = scenarios.map(({ id, users }) => `${id} has ${users.min}`).join(', ')
    throw new UsageError(`--users ${wish} cannot be followed: the number of users is fixed.`, `${ids}.`)
  }
  return scenarios.map((scenario) => ({
    scenario,
    users: isFixed(scenario) ? scenario.users.default : within(scenario, wish),
  }))
}

function isFixed({ users }: Scenario): boolean {
  return users.min === users.max
}

function within({ id, users }: Scenario, wish: number): number {
  if (wish >= users.min && wish <= users.max) return wish
  throw new UsageError(`--users ${wish} is out of bounds for ${id}.`, `It takes ${users.min} to ${users.max} users.`)
}
