import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { type Credentials, readCredentials } from '../../config/credentials.ts'
import { dataDir } from '../../config/data-dir.ts'
import type { UrlOverrides } from '../../config/environment.ts'
import { type Resolved, resolveTarget } from '../../config/resolve-target.ts'
import { UsageError } from '../../config/usage-error.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Target, Urls } from '../../model/target.ts'
import type { RunFlags } from '../commands/run.ts'
import { orCore, selectScenarios } from '../select-scenarios.ts'
import { loadSettings, type Settings, scenariosOf } from '../settings.ts'
import type { Terminal } from '../terminal.ts'
import { prepareFolder } from '../write-file.ts'
import { type Chosen, chooseOptions } from './choose-options.ts'
import { crowd } from './crowd.ts'
import { refuseHiddenCost } from './hidden-cost.ts'
import { requireAccounts } from './require-accounts.ts'
import { refuseTwinFlags } from './twin-flags.ts'
import type { TwinPlan } from './twin-plan.ts'

/** One scenario, how many users speak in it, and what was chosen of its options. */
export type Cast = { readonly scenario: Scenario; readonly users: number; readonly options?: Chosen }

/** Where the target comes from: it is there, or we start it. */
export type Source =
  | { readonly kind: 'ready'; readonly target: Target; readonly credentials: Credentials; readonly guardFile: string }
  | { readonly kind: 'twin-to-start'; readonly withUrls: (urls: Urls) => Target; readonly twin: TwinPlan }

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
}

/** Checks everything a person can get wrong before anything is started. Throws a UsageError. */
export async function makePlan(terminal: Terminal, names: readonly string[], flags: RunFlags): Promise<Plan> {
  const settings = await loadSettings(terminal, flags.config)
  const wanted = orCore({ names, tags: flags.tag, patterns: flags.pattern })
  const scenarios = selectScenarios(await scenariosOf(settings), wanted)
  const resolved = resolveTarget(settings.loaded.config, settings.environment, {
    target: flags.target ?? null,
    urls: urlFlags(flags),
    policy: flags.policy ?? null,
  })
  const optionsOf = chooseOptions(scenarios, flags.set)
  const casts = crowd(scenarios, flags.users ?? null).map((cast) => ({ ...cast, options: optionsOf(cast.scenario) }))
  if (resolved.kind === 'ready') {
    refuseHiddenCost(resolved.target, scenarios, flags.realLlm)
    requireAccounts(resolved.target, casts)
  }
  const seed = flags.seed ?? randomBytes(4).toString('hex')
  const timeScale = timeScaleOf(resolved, flags.timeScale ?? settings.environment.timeScale)
  const source = await sourceOf(terminal, settings, resolved, { flags, seed, timeScale })
  const evidenceFolder = flags.output === undefined ? null : resolve(terminal.cwd, flags.output)
  if (evidenceFolder !== null) await prepareFolder('--output', evidenceFolder)
  return { casts, rounds: flags.rounds, source, timeScale, seed, purpose: flags.purpose, evidenceFolder }
}

async function sourceOf(
  { cwd, variables }: Terminal,
  { loaded }: Settings,
  resolved: Resolved,
  { flags, seed, timeScale }: { flags: RunFlags; seed: string; timeScale: number },
): Promise<Source> {
  if (resolved.kind === 'twin-to-start') {
    const { planTwin } = await import('./twin-plan.ts')
    const { dialect, fault: faults, variant } = flags
    return { ...resolved, twin: await planTwin({ dialect, faults, variant, seed, timeScale }) }
  }
  refuseTwinFlags(flags)
  const { target } = resolved
  const credentials = readCredentials(target.name, target.signIn, variables)
  const guardFile = join(dataDir(cwd, variables, loaded), 'guard.sqlite')
  return { kind: 'ready', target, credentials, guardFile }
}

/** Only our twin can live faster than we do. */
function timeScaleOf(resolved: Resolved, asked: number | null): number {
  const isTwin = resolved.kind === 'twin-to-start' || resolved.target.kind === 'embedded'
  if (asked === null || isTwin) return asked ?? 1
  throw new UsageError(
    `A time scale is for the twin only, and the target is "${resolved.target.name}".`,
    'Leave out --time-scale and GOLDEN_PATH_TIME_SCALE.',
  )
}

function urlFlags({ authUrl, apiUrl, wsUrl, appUrl }: RunFlags): UrlOverrides {
  return {
    ...(authUrl === undefined ? {} : { auth: authUrl }),
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
    ...(wsUrl === undefined ? {} : { ws: wsUrl }),
    ...(appUrl === undefined ? {} : { app: appUrl }),
  }
}
