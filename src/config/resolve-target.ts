import type { Target, TargetConfig, Urls } from '../model/target.ts'
import type { Policy } from '../model/words.ts'
import { staging, twin } from './built-in.ts'
import { checkAccounts } from './check-accounts.ts'
import { type ConfigFile, TWIN } from './define.ts'
import type { Environment, UrlOverrides } from './environment.ts'
import { isLoopback } from './loopback.ts'
import { unknownName } from './nearest.ts'
import { checkUrls } from './target-urls.ts'
import { UsageError } from './usage-error.ts'

/** What the command line says about the target. null: it says nothing. */
export type TargetFlags = {
  readonly target: string | null
  readonly urls: UrlOverrides
  readonly policy: Policy | null
}

/** A target that is ready, or the twin, which has no addresses until somebody starts it. */
export type Resolved =
  | { readonly kind: 'ready'; readonly target: Target }
  | { readonly kind: 'twin-to-start'; readonly withUrls: (urls: Urls) => Target }

/** The targets of a configuration by name, the built-in `staging` among them. The twin is not: it has no addresses. */
export function remoteTargets(config: ConfigFile): Readonly<Record<string, TargetConfig>> {
  return { staging, ...config.targets }
}

/**
 * Finds the target of a command: flags win over the environment, the environment over the file. Throws a UsageError
 * for an unknown name, an address that cannot be used or would get credentials it must not get, accounts that cannot be told apart, and for the
 * embedded twin where `GOLDEN_PATH_REQUIRE_TARGET` is set.
 */
export function resolveTarget(config: ConfigFile, environment: Environment, flags: TargetFlags): Resolved {
  const name = flags.target ?? environment.target ?? config.defaultTarget
  const policy = flags.policy ?? environment.policy
  if (name === TWIN) return resolveTwin(environment, flags, policy)
  const targets = remoteTargets(config)
  const found = Object.hasOwn(targets, name) ? targets[name] : undefined
  if (found === undefined) throw unknownName('target', name, [TWIN, ...Object.keys(targets)])
  const urls = checkUrls(name, overridden(overridden(found.urls, environment.urls), flags.urls))
  const ownHosts = Object.values({ ...found.urls, ...environment.urls }).map((url) => url && URL.parse(url)?.host)
  refuseStrangers(name, flags.urls, [...ownHosts, ...found.allowedHosts])
  checkAccounts(name, found.signIn)
  return { kind: 'ready', target: { ...found, name, kind: 'remote', urls, policy: policy ?? found.policy } }
}

/**
 * Addresses with others put over them. Who names another system does not mean the direct addresses of the first one: those
 * go, unless they are named as well.
 */
function overridden({ directApi, directWs, ...urls }: Urls, given: UrlOverrides): Urls {
  const elsewhere = given.auth !== undefined || given.api !== undefined || given.ws !== undefined
  const direct = {
    ...(directApi === undefined ? {} : { directApi }),
    ...(directWs === undefined ? {} : { directWs }),
  }
  return { ...urls, ...(elsewhere ? {} : direct), ...given }
}

/** The twin is started with the command, unless its addresses say that another process has started it. */
function resolveTwin(environment: Environment, flags: TargetFlags, policy: Policy | null): Resolved {
  if (environment.requireTarget) {
    throw new UsageError(
      'GOLDEN_PATH_REQUIRE_TARGET is set, and this command would use the embedded twin, which is only a demo.',
      'Name a real target with --target or GOLDEN_PATH_TARGET.',
    )
  }
  const withUrls = (urls: Urls): Target => ({
    ...twin,
    name: TWIN,
    kind: 'embedded',
    urls,
    policy: policy ?? twin.policy,
  })
  const given: UrlOverrides = { ...environment.urls, ...flags.urls }
  if (Object.keys(given).length === 0) return { kind: 'twin-to-start', withUrls }
  const { auth, api, ws } = given
  if (auth === undefined || api === undefined || ws === undefined) {
    throw new UsageError(
      'Some addresses of the twin are given and some are missing; a twin in another process needs auth, api and ws.',
      'Give all three, as `twin` prints them, or none to start a twin here, or name another target with --target.',
    )
  }
  const urls = checkUrls(TWIN, { ...given, auth, api, ws })
  refuseStrangers(TWIN, given, [])
  return { kind: 'ready', target: withUrls(urls) }
}

/** A slip on the command line must not send credentials to a host that nobody has vouched for. */
function refuseStrangers(name: string, given: UrlOverrides, vouchedFor: readonly (string | undefined)[]): void {
  const trusted = vouchedFor.map((host) => host?.toLowerCase())
  for (const [role, text] of Object.entries(given)) {
    const url = new URL(text)
    if (isLoopback(url) || trusted.includes(url.host) || trusted.includes(url.hostname)) continue
    throw new UsageError(
      `The ${role} address ${text} is a host that target "${name}" does not know.`,
      name === TWIN
        ? 'A twin lives on this machine only; name another target with --target.'
        : `Add "${url.host}" to allowedHosts of target "${name}" in the configuration file.`,
    )
  }
}
