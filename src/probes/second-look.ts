import { Halt, UpgradeRefused } from './halt.ts'

/** A start-up clears within this time more often than not (cold-start-window); what is broken for good does not. */
const LOOK_AGAIN_MS = 5_000

/** Statuses of servers that may only not be ready yet. */
const passing: ReadonlySet<number | null> = new Set([403, 500, 502, 503])

/**
 * Looks once more at a server that refused an upgrade, 5 s later, only to tell what passes from what stays: the refusal
 * counts in any case. A server that said 429, or nothing at all, is left alone.
 */
export async function lookAgain(
  refusal: unknown,
  wait: (ms: number) => Promise<void>,
  look: () => Promise<void>,
): Promise<void> {
  if (!(refusal instanceof UpgradeRefused) || !passing.has(refusal.status)) return
  await wait(LOOK_AGAIN_MS)
  try {
    await look()
  } catch (error) {
    if (!(error instanceof Halt)) throw error
  }
}
