import type { Clock } from '../kernel/clock.ts'
import type { Broken } from '../kernel/sqlite-problem.ts'
import type { Budget } from '../model/target.ts'
import { checkBackOff, setBackOff } from './back-off.ts'
import { countIn } from './daily-cap.ts'
import { createGuardStore } from './guard-store.ts'
import { type LeaseOutcome, type LeaseRequest, takeLease } from './lease.ts'
import { goOnAlone } from './lone-store.ts'
import { type Granted, granted, type Outcome } from './outcome.ts'
import { spendIn, spentIn } from './request-window.ts'
import { askUntilGranted, type Wait } from './wait.ts'

/**
 * Keeps our manners towards a target (design.md §5) across all processes of one machine, in one SQLite file: the request
 * budget, the accounts, the back-off after 429, the daily number of conversations.
 *
 * - `targetKey` is that of target-key.ts. Budgets come with every call: the guard knows no target.
 * - Every answer is a value: granted (or leased), refused (why, and when to ask again), or broken (the file cannot be used;
 *   the caller decides, or has decided by `alone`). Only an aborted signal rejects, with its reason. Refused and broken note nothing down.
 * - Times are real time: they are wall-clock milliseconds in the file, and not divided by the time scale.
 * - The file must be on a local disk: WAL does not work over a network.
 */
export type Guard = {
  /** Whether the target may be spoken to now, as far as back-off is concerned. */
  mayStart(targetKey: string): Outcome
  /** Notes down `requests` outside `/api/` if back-off and the last minute allow them. */
  trySpend(targetKey: string, budget: Budget, requests: number): Outcome
  /** Requests of the last minute, of all processes; null when the file cannot say. Shuts out nobody. */
  spent(targetKey: string): number | null
  /** As trySpend, and waits while waiting can help. Who waits has no claim: a small run may go first. */
  spend(targetKey: string, budget: Budget, requests: number, wait: Wait): Promise<Outcome>
  /** Takes accounts, all or none, and keeps them until the lease is disposed of or this process ends. */
  lease(targetKey: string, request: LeaseRequest, wait: Wait): Promise<LeaseOutcome>
  /** Counts prompts that cost LLM tokens against the UTC day. */
  countConversations(targetKey: string, budget: Budget, conversations: number): Outcome
  /** Leaves the target alone until a moment of wall-clock time, for all processes. Never longer than a day; never shortened. */
  backOff(targetKey: string, untilMs: number): Granted | Broken
  /** Why this guard goes on without the others, in memory; null: it does not. */
  trouble(): Broken | null
}

/** What a guard is opened with. */
export type GuardOptions = {
  readonly file: string
  readonly clock: Clock
  /**
   * With it, the guard goes on in memory while the file cannot be used, and keeps to the limits for this process alone. Hears
   * why, and null once the file is shared again. Without it, such a file is the answer to every question.
   */
  readonly alone?: (trouble: Broken | null) => void
}

/** Opens the guard over `file`, whose folder is made if need be. Never fails: what is wrong with the file is said by each answer. */
export function openGuard({ file, clock, alone }: GuardOptions): Guard & Disposable {
  const shared = createGuardStore(file)
  const lone = alone === undefined ? null : goOnAlone(shared, alone)
  const store = lone ?? shared
  const ask = (question: Parameters<typeof store.write<Outcome>>[0]): Outcome => {
    const written = store.write(question)
    return written.kind === 'done' ? written.value : written
  }
  const guard: Guard = {
    mayStart: (targetKey) => ask((database) => checkBackOff(database, clock.wall(), targetKey)),
    trySpend: (targetKey, budget, requests) =>
      ask((database) => {
        const nowMs = clock.wall()
        const allowed = checkBackOff(database, nowMs, targetKey)
        if (allowed.kind === 'refused') return allowed
        return spendIn(database, nowMs, { targetKey, limit: budget.requestsPerMinute, requests })
      }),
    spent(targetKey) {
      const read = store.read((database) => spentIn(database, clock.wall(), targetKey))
      return read.kind === 'done' ? read.value : null
    },
    spend: (targetKey, budget, requests, wait) =>
      askUntilGranted(clock, wait, () => guard.trySpend(targetKey, budget, requests)),
    lease: (targetKey, request, wait) =>
      askUntilGranted(clock, wait, () => takeLease(store, clock, targetKey, request)),
    countConversations: (targetKey, budget, conversations) =>
      ask((database) =>
        countIn(database, clock.wall(), { targetKey, limit: budget.conversationsPerDay, conversations }),
      ),
    backOff: (targetKey, untilMs) => {
      const written = store.write((database) => setBackOff(database, clock.wall(), targetKey, untilMs))
      return written.kind === 'done' ? granted : written
    },
    trouble: () => lone?.trouble() ?? null,
  }
  return { ...guard, [Symbol.dispose]: () => store[Symbol.dispose]() }
}
