import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { scenariosFolder } from '../../config/load-config.ts'
import { unknownName } from '../../config/nearest.ts'
import { UsageError } from '../../config/usage-error.ts'
import type { Cell } from '../../drill/cell.ts'
import type { WorkerSetup } from '../../drill/crew-messages.ts'
import { planCells } from '../../drill/plan-cells.ts'
import { chooseShort } from '../../drill/short-choice.ts'
import { findChromium, INSTALL_CHROMIUM } from '../../probes/browser/find-chromium.ts'
import { listFaults } from '../../twin/fault-list.ts'
import { listVariants } from '../../twin/variant-list.ts'
import type { DrillFlags } from '../commands/drill.ts'
import { loadSettings, scenariosOf } from '../settings.ts'
import type { Terminal } from '../terminal.ts'
import { prepareFolder } from '../write-file.ts'

/** Waiting costs nothing, so a core can keep this many twins at once without being late for any of them. */
const TWINS_PER_CORE = 6
/** A drill without `--seed` makes the same choices every time, so that two drills can be compared. */
const DEFAULT_SEED = 'drill'

/** All that a drill is going to do. */
export type CheckedDrill = Omit<WorkerSetup, 'browser'> & {
  readonly chromium: string | null
  readonly cells: readonly Cell[]
  readonly seed: string
  readonly parallel: number
  readonly threads: number
}

/** Checks everything a person can get wrong, before anything is started. Throws a UsageError. */
export async function makeDrillPlan(terminal: Terminal, flags: DrillFlags): Promise<CheckedDrill> {
  const settings = await loadSettings(terminal, flags.config)
  const allScenarios = await scenariosOf(settings)
  const scenarios = chosen('scenario', flags.scenario, allScenarios, ({ id }) => id)
  const asksForOne = flags.fault.length > 0 || flags.variant.length > 0
  const faults = chosen('fault', flags.fault, await listFaults(), ({ name }) => name)
  const variants = chosen('variant', flags.variant, await listVariants(), ({ name }) => name)
  const seed = flags.seed ?? DEFAULT_SEED
  if (flags.short) refuseChoices(flags)
  const all = planCells({
    faults: asksForOne && flags.fault.length === 0 ? [] : faults,
    variants: asksForOne && flags.variant.length === 0 ? [] : variants,
    scenarios,
    known: allScenarios.map(({ id }) => id),
    allScenarios: flags.allScenarios,
    rounds: flags.rounds,
    seed,
    dialect: flags.dialect,
    timeScale: flags.timeScale ?? null,
  })
  const chromium = findChromium(terminal.variables)
  const cells = leaveOutBrowsers(terminal, flags.short ? chooseShort(all) : all, chromium)
  const evidence = flags.output === undefined ? null : resolve(terminal.cwd, flags.output)
  if (evidence !== null) await prepareFolder('--output', evidence)
  const cores = availableParallelism()
  const parallel = Math.min(flags.parallel ?? cores * TWINS_PER_CORE, Math.max(1, cells.length))
  return {
    cells,
    chromium,
    seed,
    parallel,
    threads: Math.min(cores, parallel),
    scenarios: scenariosFolder(settings.loaded),
    evidence,
  }
}

/** Without a Chromium there is nothing to drill with one, and a person is told. In CI that must show: there the cells stay and go wrong. */
function leaveOutBrowsers({ err, variables }: Terminal, cells: readonly Cell[], chromium: string | null) {
  const rest = cells.filter(({ browser }) => !browser)
  if (chromium !== null || rest.length === cells.length || variables.CI) return cells
  const count = cells.length - rest.length
  err.write(
    `drill: ${count} runs that need a browser are left out, because there is no Chromium: ${INSTALL_CHROMIUM}\n`,
  )
  return rest
}

/** A short drill is a choice of its own. */
function refuseChoices({ fault, variant, scenario, allScenarios, rounds }: DrillFlags): void {
  const given = [
    ...(fault.length === 0 ? [] : ['--fault']),
    ...(variant.length === 0 ? [] : ['--variant']),
    ...(scenario.length === 0 ? [] : ['--scenario']),
    ...(allScenarios ? ['--all-scenarios'] : []),
    ...(rounds === 1 ? [] : ['--rounds']),
  ]
  if (given.length === 0) return
  throw new UsageError(`--short makes its own choice, so it cannot go with ${given.join(' and ')}.`, 'Leave one out.')
}

/** All, or those that were asked for by name. Throws a UsageError that names the nearest for an unknown one. */
function chosen<Item>(
  what: string,
  names: readonly string[],
  all: readonly Item[],
  nameOf: (item: Item) => string,
): readonly Item[] {
  if (names.length === 0) return all
  const known = all.map(nameOf)
  for (const name of names) if (!known.includes(name)) throw unknownName(what, name, known)
  return all.filter((item) => names.includes(nameOf(item)))
}
