import { readFileSync } from 'node:fs'
import type { BrowserContextOptions } from 'playwright'
import type { Mask } from '../../kernel/mask.ts'
import { Secret } from '../../kernel/secret.ts'
import type { BrowserConfig } from '../../model/browser.ts'
import type { SignedIn } from '../auth-probe.ts'
import { tokenClaims } from '../token-claims.ts'

/** What a context starts with, as Playwright takes it. */
export type StorageState = Exclude<NonNullable<BrowserContextOptions['storageState']>, string>

/** Values that are shorter, or that hold a space, are settings and no secrets. */
const secretValue = /^\S{16,}$/

/** The storage of a page whose user has signed in: the tokens lie where the web client keeps them (protocol.md §1.3). */
export function sessionStorageOf(
  appUrl: string,
  { tokenName, refreshName }: Extract<BrowserConfig['signIn'], { way: 'session' }>,
  { token, refresh }: SignedIn,
): StorageState {
  const localStorage = [
    { name: tokenName, value: token.reveal() },
    ...(refresh === null ? [] : [{ name: refreshName, value: refresh.reveal() }]),
  ]
  return { cookies: [], origins: [{ origin: new URL(appUrl).origin, localStorage }] }
}

/**
 * The storage of a browser that somebody signed in by hand. Whatever secret is in it is masked from now on. Throws an Error for a
 * file that cannot be read or holds something else.
 */
export function storageStateFrom(file: string, mask: Mask, user: string): StorageState {
  const state = parsed(readFileSync(file, 'utf8'))
  if (!isStorageState(state)) throw new Error(`${file} is not the storage state of a browser.`)
  const values = [
    ...state.cookies.map(({ value }) => value),
    ...state.origins.flatMap(({ localStorage }) => localStorage.map(({ value }) => value)),
  ]
  for (const value of values) if (secretValue.test(value)) mask.add(new Secret(value), `storage:${user}`)
  return state
}

/** The user whom a token in the storage names; null when none does. */
export function userIdIn({ origins }: StorageState): string | null {
  for (const { localStorage } of origins) {
    for (const { value } of localStorage) {
      const { sub } = tokenClaims(value)
      if (sub !== null) return sub
    }
  }
  return null
}

/** Undefined for what is no JSON. The parser's own words would quote what may be secret. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isStorageState(value: unknown): value is StorageState {
  if (typeof value !== 'object' || value === null) return false
  return 'cookies' in value && Array.isArray(value.cookies) && 'origins' in value && Array.isArray(value.origins)
}
