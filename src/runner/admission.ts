import { accountPools, makeAccounts } from '../guard/account-pool.ts'
import type { Lease } from '../guard/lease.ts'
import type { Guard } from '../guard/open-guard.ts'
import type { Broken, Outcome, Refused } from '../guard/outcome.ts'
import { targetKey } from '../guard/target-key.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'

/** How many users a run has. */
export type Crowd = { readonly speakers: number; readonly bystanders: number }

/** Leave to run: the e-mail addresses of this run's users, held until the lease is disposed of. Or why not. */
export type Admission =
  | { readonly kind: 'admitted'; readonly lease: Lease; readonly emails: readonly string[] }
  | Refused
  | Broken

/** How long a run waits for its turn, in real milliseconds: the minute of the request budget, and some. */
const LONGEST_WAIT_MS = 90_000

/**
 * Asks the guard for all that a run needs: no back-off, accounts, requests, conversations. Waits while waiting can help.
 * Rejects only with the signal's reason.
 */
export async function admit(
  guard: Guard,
  target: Target,
  scenario: Scenario,
  crowd: Crowd,
  signal: AbortSignal,
): Promise<Admission> {
  const key = targetKey(target.urls)
  const count = crowd.speakers + crowd.bystanders
  const wait = { waitMs: LONGEST_WAIT_MS, signal }
  const owner = `${scenario.id}, pid ${process.pid}`
  const leased = await guard.lease(key, { pool: 'main', count, owner, accounts: accountsOf(target, count) }, wait)
  if (leased.kind !== 'leased') return leased
  const { lease } = leased
  try {
    const requests = scenario.requests.perRun + scenario.requests.perUser * count
    const spent: Outcome = await guard.spend(key, target.budget, requests, wait)
    const answer =
      spent.kind === 'granted'
        ? guard.countConversations(key, target.budget, scenario.promptsPerUser * crowd.speakers)
        : spent
    if (answer.kind === 'granted') return { kind: 'admitted', lease, emails: emailsOf(target, lease.accounts) }
    await lease[Symbol.asyncDispose]()
    return answer
  } catch (aborted) {
    await lease[Symbol.asyncDispose]()
    throw aborted
  }
}

/** Accounts that may sign in to a target. The twin lets anybody in, so it has as many as are asked for. */
function accountsOf(target: Target, count: number): readonly string[] {
  if (target.signIn.way !== 'e2e') return target.signIn.accounts.map((account) => account.email)
  return target.kind === 'embedded' && count > accountPools.main.length ? makeAccounts(count) : accountPools.main
}

function emailsOf(target: Target, accounts: readonly string[]): readonly string[] {
  const { signIn } = target
  return signIn.way === 'e2e' ? accounts.map((localPart) => `${localPart}@${signIn.emailDomain}`) : accounts
}
