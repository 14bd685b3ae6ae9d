import { UsageError } from '../../config/usage-error.ts'
import type { Target } from '../../model/target.ts'
import type { Cast } from './plan.ts'

/**
 * Users with passwords or tokens need an account each, the silent ones too. Throws a UsageError when a target names too
 * few; sign-in with the simulation key makes its own.
 */
export function requireAccounts({ name, signIn }: Target, casts: readonly Cast[]): void {
  if (signIn.way === 'e2e') return
  const have = new Set(signIn.accounts.map(({ email }) => email)).size
  for (const { scenario, users } of casts) {
    const need = users + scenario.bystanders
    if (need <= have) continue
    throw new UsageError(
      `${scenario.id} needs ${need} different accounts, and target "${name}" names ${have}.`,
      'Add accounts to its signIn in the configuration, choose fewer --users, or name other scenarios.',
    )
  }
}
