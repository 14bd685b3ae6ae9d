import type { ConfigFile } from '../config/define.ts'
import { unknownName } from '../config/nearest.ts'
import { UsageError } from '../config/usage-error.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'
import type { Chromium } from '../probes/browser/browser-process.ts'
import { lackingAccounts } from '../runner/lacking-accounts.ts'
import { unmetNeed } from '../runner/unmet-need.ts'
import { type Cadence, cadenceProblem } from './schedule/cadence.ts'
import { readWindow, type Window } from './schedule/maintenance.ts'

/** One scenario of the watch. */
export type Entry = {
  readonly scenario: Scenario
  readonly users: number
  /** Also of one that is off: when it would run. */
  readonly cadence: Cadence
  /** Why it runs only by hand, as a sentence for a person; null: it is scheduled. */
  readonly off: string | null
}

/** What the monitor does by itself, and when. */
export type WatchPlan = {
  readonly entries: readonly Entry[]
  readonly windows: readonly Window[]
  readonly jitterMs: number
  /** How long running scenarios may go on when the monitor is stopped. */
  readonly graceMs: number
}

/** The tag of scenarios that run only where somebody asks for them. */
const OFF_TAG = 'off'

/**
 * Which scenarios of a plan would send prompts to a real LLM although nobody has said that they may (design.md §5): whoever
 * watches sends them day and night.
 */
export function hiddenCost(target: Target, { entries }: WatchPlan): readonly string[] {
  if (target.kind === 'embedded' || target.realLlm) return []
  return entries.flatMap(({ off, scenario }) => (off === null && scenario.promptsPerUser > 0 ? scenario.id : []))
}

/**
 * Makes the plan of a configuration. Throws a UsageError that names every schedule that cannot be followed, and one when
 * nothing is left to do.
 */
export function planWatch(
  config: ConfigFile,
  scenarios: readonly Scenario[],
  target: Target,
  nowWallMs: number,
  chromium: Chromium | null = null,
): WatchPlan {
  const ids = scenarios.map(({ id }) => id)
  const named = [...Object.keys(config.schedule), ...config.maintenance.flatMap((each) => each.scenarios ?? [])]
  for (const id of named) if (!ids.includes(id)) throw unknownName('scenario', id, ids)
  const entries = scenarios.map((scenario) => entryOf(config, scenario, { target, chromium }))
  const read = config.maintenance.map((given) => readWindow(given, config.timeZone, nowWallMs))
  const problems = [
    ...entries.flatMap((entry) => problemsOf(entry, nowWallMs)),
    ...read.flatMap((each, index) => ('problem' in each ? `maintenance[${index}]: ${each.problem}` : [])),
  ]
  if (problems.length > 0)
    throw new UsageError(`The schedule cannot be followed:\n  ${problems.join('\n  ')}`, 'Correct the configuration.')
  if (entries.every(({ off }) => off !== null))
    throw new UsageError('Every scenario is off: there is nothing to watch.', 'Enable one under `schedule`.')
  return {
    entries,
    windows: read.flatMap((each) => ('window' in each ? each.window : [])),
    jitterMs: config.jitterSeconds * 1_000,
    graceMs: config.graceSeconds * 1_000,
  }
}

/** What there is to run against, and with. */
type Means = { readonly target: Target; readonly chromium: Chromium | null }

function entryOf(config: ConfigFile, scenario: Scenario, means: Means): Entry {
  const {
    cron = scenario.cron,
    timeZone = config.timeZone,
    users = scenario.users.default,
  } = config.schedule[scenario.id] ?? {}
  return { scenario, users, cadence: { cron, timeZone }, off: whyOff(config, scenario, means, users) }
}

function whyOff(
  { schedule }: ConfigFile,
  scenario: Scenario,
  { target, chromium }: Means,
  users: number,
): string | null {
  const { enabled } = schedule[scenario.id] ?? {}
  if (enabled === false) return 'The configuration turns it off.'
  if (enabled === undefined && scenario.tags.includes(OFF_TAG)) return 'It is off unless the configuration enables it.'
  return unmetNeed(scenario, target, chromium) ?? lackingAccounts(target, scenario, users)
}

function problemsOf({ scenario: { id, users }, users: wanted, cadence, off }: Entry, nowWallMs: number): string[] {
  const crowd =
    wanted < users.min || wanted > users.max ? [`${id}: takes ${users.min} to ${users.max} users, not ${wanted}`] : []
  const problem = off === null ? cadenceProblem(cadence, nowWallMs) : null
  return [...crowd, ...(problem === null ? [] : [`${id}: ${problem}`])]
}
