import { accountPools, makeAccounts, type Pool } from '../guard/account-pool.ts'
import type { Lease, LeaseOutcome } from '../guard/lease.ts'
import type { Guard } from '../guard/open-guard.ts'
import type { Outcome, Refused } from '../guard/outcome.ts'
import { targetKey } from '../guard/target-key.ts'
import type { Wait } from '../guard/wait.ts'
import type { Broken } from '../kernel/sqlite-problem.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'
import type { Addresses } from './cast.ts'

/** How many users a run has. */
export type Crowd = { readonly speakers: number; readonly bystanders: number }

/** What a run holds while it goes on. `lost` aborts when an account could not be kept. */
export type Hold = AsyncDisposable & { readonly lost: AbortSignal }

/** Leave to run: the e-mail addresses of this run's users, held until `hold` is disposed of. Or why not. */
export type Admission =
  | { readonly kind: 'admitted'; readonly hold: Hold; readonly addresses: Addresses }
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
  const wait = { waitMs: LONGEST_WAIT_MS, signal }
  const usual = crowd.speakers + crowd.bystanders
  const spare = scenario.sacrificial ?? 0
  await using held = new AsyncDisposableStack()
  const lease = async (pool: Pool, count: number): Promise<LeaseOutcome> => {
    const owner = `${scenario.id}, pid ${process.pid}`
    const request = { pool, count, owner, accounts: accountsOf(target, pool, count) }
    const outcome = await guard.lease(targetKey(target.urls), request, wait)
    if (outcome.kind === 'leased') held.use(outcome.lease)
    return outcome
  }
  const main = await lease('main', usual)
  if (main.kind !== 'leased') return main
  const sacrificial = spare === 0 ? null : await lease('sacrificial', spare)
  if (sacrificial !== null && sacrificial.kind !== 'leased') return sacrificial
  const answer = await spend(guard, target, scenario, { crowd, users: usual + spare, wait })
  if (answer.kind !== 'granted') return answer
  const leases = [main.lease, ...(sacrificial === null ? [] : [sacrificial.lease])]
  const lost = AbortSignal.any(leases.map((each) => each.lost))
  const kept = held.move()
  const hold: Hold = { lost, [Symbol.asyncDispose]: () => kept.disposeAsync() }
  const addresses = { main: emailsOf(target, main.lease), sacrificial: emailsOf(target, sacrificial?.lease ?? null) }
  return { kind: 'admitted', hold, addresses }
}

type Spending = { readonly crowd: Crowd; readonly users: number; readonly wait: Wait }

async function spend(guard: Guard, target: Target, scenario: Scenario, spending: Spending): Promise<Outcome> {
  const { crowd, users, wait } = spending
  const key = targetKey(target.urls)
  const { requests, promptsPerUser } = scenario
  const spent = await guard.spend(key, target.budget, requests.perRun + requests.perUser * users, wait)
  if (spent.kind !== 'granted') return spent
  const prompting = crowd.speakers + (scenario.sacrificial ?? 0)
  return guard.countConversations(key, target.budget, promptsPerUser * prompting)
}

/** Accounts that may sign in to a target. The twin lets anybody in, so it has as many as are asked for. */
function accountsOf(target: Target, pool: Pool, count: number): readonly string[] {
  const { signIn, kind } = target
  if (signIn.way !== 'e2e') {
    const wanted = pool === 'sacrificial'
    return signIn.accounts.filter((account) => (account.sacrificial ?? false) === wanted).map(({ email }) => email)
  }
  const own = accountPools[pool]
  return kind === 'embedded' && pool === 'main' && count > own.length ? makeAccounts(count) : own
}

function emailsOf({ signIn }: Target, lease: Lease | null): readonly string[] {
  const accounts = lease?.accounts ?? []
  return signIn.way === 'e2e' ? accounts.map((localPart) => `${localPart}@${signIn.emailDomain}`) : accounts
}
