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
  readonly scenarios: readonly Scenario[]
  readonly rounds: number
  readonly seed: string
  /** The dialect of subjects that can speak any; `cycle`: each cell has one of its own, chosen by the seed. */
  readonly dialect: Dialect | 'cycle'
  /** For all cells; null: what is right for each. */
  readonly timeScale: number | null
}

/** The scenario that meets every fault, whether it hunts it or not. */
export const EVERYBODYS_SCENARIO = 'golden-path'

/**
 * Every run of a drill. A fault meets the scenarios that hunt it and the golden path; a variant of one dialect, being that
 * dialect's healthy self, meets every scenario; any other variant meets the core scenarios.
 */
export function planCells(plan: DrillPlan): readonly Cell[] {
  return Array.from({ length: plan.rounds }, (_, index) => index + 1).flatMap((round) => [
    ...plan.variants.flatMap((variant) => variantCells(plan, variant, round)),
    ...plan.faults.flatMap((fault) => faultCells(plan, fault, round)),
  ])
}

function variantCells(plan: DrillPlan, variant: Variant, round: number): Cell[] {
  const met = plan.scenarios.filter(({ tags }) => variant.dialect !== undefined || tags.includes('core'))
  const subject: Subject = { kind: 'healthy', name: variant.name, warnings: variant.warnings }
  return met.map((scenario) =>
    cell(plan, subject, scenario, { round, dialect: variant.dialect, isSlow: variant.isSlow ?? false }),
  )
}

function faultCells(plan: DrillPlan, fault: Fault, round: number): Cell[] {
  const { name, expected, hunts } = fault
  const met = plan.scenarios.filter(({ id }) => hunts.includes(id) || id === EVERYBODYS_SCENARIO)
  return met.map((scenario) => {
    const subject: Subject = { kind: 'fault', name, expected, hunted: hunts.includes(scenario.id) }
    return cell(plan, subject, scenario, { round, dialect: undefined, isSlow: false })
  })
}

function cell(
  plan: DrillPlan,
  subject: Subject,
  scenario: Scenario,
  {
    round,
    dialect,
    isSlow,
  }: { readonly round: number; readonly dialect: Dialect | undefined; readonly isSlow: boolean },
): Cell {
  const seed = `${plan.seed}/${subject.name}/${scenario.id}/${round}`
  return {
    subject,
    scenario: scenario.id,
    dialect: dialect ?? dialectOf(plan, seed),
    round,
    seed,
    timeScale: plan.timeScale ?? timeScaleOf(subject),
    waits: isSlow || scenario.tags.includes('slow'),
  }
}

function dialectOf({ dialect }: DrillPlan, seed: string): Dialect {
  if (dialect !== 'cycle') return dialect
  return dialects[createRandom(seed).int(0, dialects.length - 1)] ?? 'handshake'
}
