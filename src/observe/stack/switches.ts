/** What can be switched on in the demo while it runs. */
export type Trouble = {
  /** The key that switches it. */
  readonly key: string
  readonly what: string
  /** Faults of the twin; null: the monitor itself is stopped. */
  readonly faults: readonly string[] | null
  /** The alert that must come. */
  readonly alert: string
  /** The receiver that must get it. */
  readonly receiver: string
}

/** The troubles of the demo, the one that this project was made for first. */
export const troubles: readonly Trouble[] = [
  {
    key: '1',
    what: 'several users race, and the server closes some of their sockets with 1011',
    faults: ['fragmented-factories:defects=init-race,initMs=4000'],
    alert: 'GoldenPathCloses1011',
    receiver: 'page-backend',
  },
  {
    key: '2',
    what: 'the events of every run go to all users: a leak',
    faults: ['cross-user-event-leak'],
    alert: 'GoldenPathLeak',
    receiver: 'page-security',
  },
  {
    key: '3',
    what: 'the agent dies after its first thought, and nobody says so',
    faults: ['agent-death-silent'],
    alert: 'GoldenPathDown',
    receiver: 'page-agents',
  },
  {
    key: '4',
    what: 'the backend crashes again and again',
    faults: ['backend-crash-loop-503'],
    alert: 'GoldenPathDown',
    receiver: 'page-platform',
  },
  {
    key: '5',
    what: 'the monitor itself is stopped',
    faults: null,
    alert: 'GoldenPathMonitorSilent',
    receiver: 'page-monitor',
  },
]
