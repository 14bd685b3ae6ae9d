import type { Scenario } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'

/**
 * Which accounts a target lacks for a scenario with so many speakers, as a sentence for a person; null when it lacks none.
 * Users with passwords or tokens need an account each, the silent ones and those to be worn out too; sign-in with the
 * simulation key makes its own.
 */
export function lackingAccounts({ name, signIn }: Target, scenario: Scenario, users: number): string | null {
  if (signIn.way === 'e2e') return null
  const count = (spare: boolean) =>
    new Set(signIn.accounts.filter((each) => (each.sacrificial ?? false) === spare).map(({ email }) => email)).size
  const lacking = (kind: string, need: number, have: number) =>
    need <= have ? null : `${scenario.id} needs ${need} different ${kind}accounts, and target "${name}" names ${have}.`
  return (
    lacking('', users + scenario.bystanders, count(false)) ??
    lacking('sacrificial ', scenario.sacrificial ?? 0, count(true))
  )
}
