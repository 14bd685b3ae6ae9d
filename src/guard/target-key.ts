import type { Urls } from '../model/target.ts'

/** Under which key a target's budget and accounts are kept: two names for the same services share them, two twins never do. */
export function targetKey(urls: Pick<Urls, 'auth' | 'api'>): string {
  return `${new URL(urls.auth).origin} ${new URL(urls.api).origin}`
}
