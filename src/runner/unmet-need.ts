import { accessSync, constants } from 'node:fs'
import type { Need, Scenario } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'
import type { Chromium } from '../probes/browser/browser-process.ts'
import { INSTALL_CHROMIUM } from '../probes/browser/find-chromium.ts'

/** Why a scenario makes no sense against a target from this machine, as a sentence for a person; null when it does. */
export function unmetNeed(
  { id, needs = [] }: Pick<Scenario, 'id' | 'needs'>,
  target: Target,
  chromium: Chromium | null,
): string | null {
  const why = needs.map((need) => problem(need, target, chromium)).find((each) => each !== null)
  return why === undefined ? null : `${id} is off, because ${why}.`
}

function problem(need: Need, target: Target, chromium: Chromium | null): string | null {
  switch (need) {
    case 'sign-out':
      return target.capabilities.signOut !== false && target.signIn.way !== 'token'
        ? null
        : 'the target does not take tokens back, or its tokens are made elsewhere and must not be used up'
    case 'browser':
      return browserProblem(target, chromium)
    default:
      return need satisfies never
  }
}

function browserProblem({ name, urls, browser, signIn }: Target, chromium: Chromium | null): string | null {
  if (chromium === null) return `there is no Chromium on this machine: ${INSTALL_CHROMIUM}`
  if (urls.app === undefined) return `nobody said where the web app is: set urls.app of target "${name}"`
  if (browser === undefined) return `nobody said what the page is like: set browser.selectors of target "${name}"`
  if (browser.signIn.way === 'form' && signIn.way !== 'password')
    return `its page is signed in to by a form, for which signIn of target "${name}" must be by password`
  return browser.signIn.way === 'storage-state' ? storageProblem(name, signIn, browser.signIn.accounts) : null
}

/** Every user who may be sent to the page needs a storage of its own that can be read. */
function storageProblem(
  name: string,
  signIn: Target['signIn'],
  storages: readonly { readonly email: string; readonly file: string }[],
): string | null {
  if (signIn.way === 'e2e')
    return `its page starts from storage states, for which signIn of target "${name}" must name the same accounts, by password or token`
  const without = signIn.accounts.find(({ email }) => !storages.some((each) => each.email === email))
  if (without !== undefined) return `browser.signIn of target "${name}" names no storage state for ${without.email}`
  const missing = storages.find(({ file }) => !isReadable(file))
  return missing === undefined ? null : `the storage state ${missing.file} of ${missing.email} cannot be read`
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}
