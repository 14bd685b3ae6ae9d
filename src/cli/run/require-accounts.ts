import { UsageError } from '../../config/usage-error.ts'
import type { Target } from '../../model/target.ts'
import { lackingAccounts } from '../../runner/lacking-accounts.ts'
import type { Cast } from './plan.ts'

/** Throws a UsageError when a target names too few accounts for what is to be run. */
export function requireAccounts(target: Target, casts: readonly Cast[]): void {
  for (const { scenario, users } of casts) {
    const lack = lackingAccounts(target, scenario, users)
    if (lack === null) continue
    throw new UsageError(
      lack,
      'Add accounts to its signIn in the configuration, choose fewer --users, or name other scenarios.',
    )
  }
}
