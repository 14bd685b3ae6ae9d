/** What users asked the agent to remember. Each user's facts are a shelf of their own. */
export type Memory = {
  remember(userId: string, fact: string): void
  /** Oldest first. */
  recall(userId: string): readonly string[]
}

/** More than this many facts of one user push out the oldest. */
const longest = 20

/** Makes an empty memory. */
export function createMemory(): Memory {
  const shelves = new Map<string, readonly string[]>()
  const recall = (userId: string) => shelves.get(userId) ?? []
  return {
    recall,
    remember: (userId, fact) => void shelves.set(userId, [...recall(userId), fact].slice(-longest)),
  }
}
