import { UsageError } from '../../config/usage-error.ts'
import type { Target } from '../../model/target.ts'
import type { Cast } from './plan.ts'

/**
 * Users with passwords or tokens need an account each, the silent ones and those to be worn out too. Throws a UsageError when a target names too
 * few; sign-in with the simulation key makes its own.
 */
export function requireAccounts({ name, signIn }: Target, casts: readonly Cast[]): void {
  if (signIn.way === 'e2e') return
  const count = (spare: boolean) =>
    new Set(signIn.accounts.filter((each) => (each.sacrificial ?? false) === spare).map(({ email }) => email)).size
  for (const { scenario, users } of casts) {
    demand(name, scenario.id, '', users + scenario.bystanders, count(false))
    demand(name, scenario.id, 'sacrificial ', scenario.sacrificial ?? 0, count(true))
  }
}

function demand(target: string, scenario: string, kind: string, need: number, have: number): void {
  if (need <= have) return
  throw new UsageError(
    `${scenario} needs ${need} different ${kind}accounts, and target "${target}" names ${have}.`,
    'Add accounts to its signIn in the configuration, choose fewer --users, or name other scenarios.',
  )
}
