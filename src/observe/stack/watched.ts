/** The scenarios that the demo runs: those that say if the path is open, a race, and credentials that must be refused. */
export const watchedScenarios: readonly string[] = [
  'golden-path',
  'concurrent-users',
  'cross-user-isolation',
  'upgrade-race',
  'upgrade-matrix',
]
