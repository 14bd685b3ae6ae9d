import { createRandom } from '../kernel/random.ts'
import type { Scenario } from '../model/scenario.ts'
import { type Dialect, dialects } from '../model/words.ts'
import type { Fault } from '../twin/fault.ts'
import type { Variant } from '../twin/variant.ts'
import type { Cell, Subject } from './cell.ts'
import { timeScaleOf } from './time-scale.ts'

/** What is to be drilled, and how. */
export type DrillPlan = {
  readonly faults: readonly Fault[]
  readonly variants: readonly Variant[]
  /** Those that were asked for. */
  readonly scenarios: readonly Scenario[]
  /** Ids of all scenarios there are. */
  readonly known: readonly string[]
  /** Whether healthy variants meet every scenario that was asked for, not only the core ones. */
  readonly allScenarios: boolean
  readonly rounds: number
  readonly seed: string
  /** The dialect of subjects that can speak any; `cycle`: each cell has one of its own, chosen by the seed. */
  readonly dialect: Dialect | 'cycle'
  /** For all cells; null: what is right for each. */
  readonly timeScale: number | null
}

/** The scenario that meets every fault, whether it hunts it or not. */
export const EVERYBODYS_SCENARIO = 'golden-path'
/** The tag of scenarios that mostly wait. */
const SLOW = 'slow'

/**
 * Every run of a drill. A fault meets the scenarios that hunt it and the golden path; a variant of one dialect, being that
 * dialect's healthy self, meets every scenario; any other variant meets the core scenarios (all, where the plan says so), or those
 * that it names.
 */
export function planCells(plan: DrillPlan): readonly Cell[] {
  return Array.from({ length: plan.rounds }, (_, index) => index + 1).flatMap((round) => [
    ...plan.variants.flatMap((variant) => variantCells(plan, variant, round)),
    ...plan.faults.flatMap((fault) => faultCells(plan, fault, round)),
  ])
}

/** What a cell gets from its place in the plan. */
type Place = Pick<Cell, 'scenario' | 'round' | 'waits' | 'browser'> & {
  /** Undefined: the subject can speak any. */
  readonly dialect: Dialect | undefined
}

function variantCells(plan: DrillPlan, variant: Variant, round: number): Cell[] {
  const { name, warnings, dialect, isSlow = false, scenarios: own } = variant
  const meetsAll = plan.allScenarios || dialect !== undefined
  return plan.scenarios
    .filter(({ id, tags }) => (own === undefined ? meetsAll || tags.includes('core') : own.includes(id)))
    .map((scenario) => {
      const { id, tags } = scenario
      const subject: Subject = { kind: 'healthy', name, warnings }
      return cell(plan, subject, {
        scenario: id,
        round,
        dialect,
        waits: isSlow || tags.includes(SLOW),
        browser: needsBrowser(scenario),
      })
    })
}

/** A hunter that does not exist gets its cell as well: it fails there, where a slip of the pen would go unseen. */
function faultCells(plan: DrillPlan, fault: Fault, round: number): Cell[] {
  const { name, expected, hunts } = fault
  const met = plan.scenarios.filter(({ id }) => hunts.includes(id) || id === EVERYBODYS_SCENARIO)
  const missing = hunts.filter((id) => !plan.known.includes(id)).map((id) => ({ id, tags: [] }))
  return [...met, ...missing].map((scenario: Pick<Scenario, 'id' | 'tags' | 'needs'>) => {
    const { id, tags } = scenario
    const subject: Subject = { kind: 'fault', name, expected, hunted: hunts.includes(id) }
    const place = {
      scenario: id,
      round,
      dialect: spokenBy(fault, plan),
      waits: tags.includes(SLOW),
      browser: needsBrowser(scenario),
    }
    return cell(plan, subject, place)
  })
}

function cell(plan: DrillPlan, subject: Subject, place: Place): Cell {
  const seed = `${plan.seed}/${subject.name}/${place.scenario}/${place.round}`
  const dialect = place.dialect ?? dialectOf(plan, seed)
  return { ...place, subject, dialect, seed, timeScale: plan.timeScale ?? timeScaleOf(subject.kind, place) }
}

function needsBrowser({ needs }: Pick<Scenario, 'needs'>): boolean {
  return needs?.includes('browser') === true
}

/** What a fault must be drilled in because what the drill speaks cannot have it; undefined: any will do. */
function spokenBy({ dialects: possible }: Fault, { dialect }: DrillPlan): Dialect | undefined {
  if (possible === undefined || (dialect !== 'cycle' && possible.includes(dialect))) return undefined
  return possible[0]
}

function dialectOf({ dialect }: DrillPlan, seed: string): Dialect {
  if (dialect !== 'cycle') return dialect
  return dialects[createRandom(seed).int(0, dialects.length - 1)] ?? 'handshake'
}
