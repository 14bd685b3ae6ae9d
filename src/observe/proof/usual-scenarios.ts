/** How a scenario of a story runs. Minutes. */
export type Habit = {
  readonly everyMin: number
  readonly offsetMin: number
  readonly lastsMin: number
  /** Conversations of one run, each on a socket of its own. */
  readonly conversations: number
  readonly looksForLeaks: boolean
}

/** The scenarios of stories, as their own files have them. */
export const habits: Readonly<Record<string, Habit>> = {
  'golden-path': { everyMin: 5, offsetMin: 0, lastsMin: 1, conversations: 1, looksForLeaks: false },
  'concurrent-users': { everyMin: 15, offsetMin: 2, lastsMin: 1, conversations: 5, looksForLeaks: true },
  'cross-user-isolation': { everyMin: 15, offsetMin: 7, lastsMin: 2, conversations: 6, looksForLeaks: true },
  'concurrency-ratio': { everyMin: 30, offsetMin: 18, lastsMin: 3, conversations: 15, looksForLeaks: true },
}
