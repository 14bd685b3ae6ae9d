import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import type { Scenario } from '../../model/scenario.ts'
import { type Gateway, readGateway } from '../../sinks/push/gateway.ts'
import type { RunFlags } from '../commands/run.ts'
import { orCore, selectScenarios } from '../select-scenarios.ts'
import { loadSettings, scenariosOf } from '../settings.ts'
import type { Terminal } from '../terminal.ts'
import { prepareFolder } from '../write-file.ts'
import { type Chosen, chooseOptions } from './choose-options.ts'
import { chooseSource, findTarget, type Source, timeScaleOf } from './choose-source.ts'
import { crowd } from './crowd.ts'
import { refuseHiddenCost } from './hidden-cost.ts'
import { refuseWithoutBrowser } from './refuse-without-browser.ts'
import { requireAccounts } from './require-accounts.ts'

/** One scenario, how many users speak in it, and what was chosen of its options. */
export type Cast = { readonly scenario: Scenario; readonly users: number; readonly options?: Chosen }

/** All that a run command is going to do. Whatever a person got wrong has been said by now. */
export type Plan = {
  readonly casts: readonly Cast[]
  readonly rounds: number
  readonly source: Source
  readonly timeScale: number
  readonly seed: string
  readonly purpose: 'manual' | 'gate'
  /** Absolute; null: evidence is not kept. */
  readonly evidenceFolder: string | null
  /** Where the metrics of the runs are pushed; null: nowhere. */
  readonly gateway: Gateway | null
}

/** Checks everything a person can get wrong before anything is started. Throws a UsageError. */
export async function makePlan(terminal: Terminal, names: readonly string[], flags: RunFlags): Promise<Plan> {
  const gateway = flags.push === undefined ? null : readGateway(flags.push)
  const settings = await loadSettings(terminal, flags.config)
  const wanted = orCore({ names, tags: flags.tag, patterns: flags.pattern })
  const scenarios = selectScenarios(await scenariosOf(settings), wanted)
  const resolved = findTarget(settings, flags)
  const optionsOf = chooseOptions(scenarios, flags.set)
  const casts = crowd(scenarios, flags.users ?? null).map((cast) => ({ ...cast, options: optionsOf(cast.scenario) }))
  if (resolved.kind === 'ready') {
    refuseHiddenCost(resolved.target, scenarios, flags.realLlm)
    requireAccounts(resolved.target, casts)
  }
  const seed = flags.seed ?? randomBytes(4).toString('hex')
  const timeScale = timeScaleOf(resolved, flags.timeScale ?? settings.environment.timeScale)
  const source = await chooseSource(terminal, settings, resolved, { flags, seed, timeScale })
  refuseWithoutBrowser(scenarios, source.chromium)
  const evidenceFolder = flags.output === undefined ? null : resolve(terminal.cwd, flags.output)
  if (evidenceFolder !== null) await prepareFolder('--output', evidenceFolder)
  return { casts, rounds: flags.rounds, source, timeScale, seed, purpose: flags.purpose, evidenceFolder, gateway }
}
