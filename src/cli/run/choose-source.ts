import { join } from 'node:path'
import { type Credentials, readCredentials } from '../../config/credentials.ts'
import { dataDir } from '../../config/data-dir.ts'
import type { UrlOverrides } from '../../config/environment.ts'
import { type Resolved, resolveTarget, type TargetFlags } from '../../config/resolve-target.ts'
import { UsageError } from '../../config/usage-error.ts'
import type { Target, Urls } from '../../model/target.ts'
import type { Chromium } from '../../probes/browser/browser-process.ts'
import { chromiumOf } from '../chromium-of.ts'
import type { RunFlags } from '../commands/run.ts'
import type { Settings } from '../settings.ts'
import type { Terminal } from '../terminal.ts'
import { refuseTwinFlags } from './twin-flags.ts'
import type { TwinPlan } from './twin-plan.ts'

/** Where the target comes from: it is there, or we start it. */
export type Source = { readonly chromium: Chromium | null } & (
  | { readonly kind: 'ready'; readonly target: Target; readonly credentials: Credentials; readonly guardFile: string }
  | { readonly kind: 'twin-to-start'; readonly withUrls: (urls: Urls) => Target; readonly twin: TwinPlan }
)

/** Flags that say which target. */
export type TargetWish = Pick<RunFlags, 'target' | 'authUrl' | 'apiUrl' | 'wsUrl' | 'appUrl' | 'policy'>

/** Flags that shape a twin which is started here. */
export type TwinWish = Pick<RunFlags, 'dialect' | 'fault' | 'variant'>

/** Finds the target that the flags, the environment or the file name. Throws a UsageError. */
export function findTarget({ loaded, environment }: Settings, wish: TargetWish): Resolved {
  return resolveTarget(loaded.config, environment, targetFlags(wish))
}

/** All that is needed to speak to a target. Throws a UsageError for a missing credential, and for flags of a twin that is not ours. */
export async function chooseSource(
  { cwd, variables }: Terminal,
  { loaded }: Settings,
  resolved: Resolved,
  { flags, seed, timeScale }: { flags: TwinWish; seed: string; timeScale: number },
): Promise<Source> {
  const chromium = chromiumOf(variables)
  if (resolved.kind === 'twin-to-start') {
    const { planTwin } = await import('./twin-plan.ts')
    const { dialect, fault: faults, variant } = flags
    return { ...resolved, chromium, twin: await planTwin({ dialect, faults, variant, seed, timeScale }) }
  }
  refuseTwinFlags(flags)
  const { target } = resolved
  const credentials = readCredentials(target.name, target.signIn, variables)
  const guardFile = join(dataDir(cwd, variables, loaded), 'guard.sqlite')
  return { kind: 'ready', chromium, target, credentials, guardFile }
}

/** Only our twin can live faster than we do. */
export function timeScaleOf(resolved: Resolved, asked: number | null): number {
  const isTwin = resolved.kind === 'twin-to-start' || resolved.target.kind === 'embedded'
  if (asked === null || isTwin) return asked ?? 1
  throw new UsageError(
    `A time scale is for the twin only, and the target is "${resolved.target.name}".`,
    'Leave out --time-scale and GOLDEN_PATH_TIME_SCALE.',
  )
}

function targetFlags({ target, policy, ...urls }: TargetWish): TargetFlags {
  return { target: target ?? null, urls: urlFlags(urls), policy: policy ?? null }
}

function urlFlags({ authUrl, apiUrl, wsUrl, appUrl }: Omit<TargetWish, 'target' | 'policy'>): UrlOverrides {
  return {
    ...(authUrl === undefined ? {} : { auth: authUrl }),
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
    ...(wsUrl === undefined ? {} : { ws: wsUrl }),
    ...(appUrl === undefined ? {} : { app: appUrl }),
  }
}
