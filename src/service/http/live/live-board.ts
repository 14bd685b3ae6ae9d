import type { Verdict } from '../../../model/words.ts'
import type { ProgressEvent } from '../../../runner/progress.ts'

/** A step of a run that goes on. */
export type LiveStep = {
  /** Null for a step of the whole run. */
  readonly user: string | null
  readonly name: string
  readonly state: 'running' | 'passed' | 'failed'
  readonly durationMs: number
  readonly detail: string
}

/** A run that goes on, as far as it has come. */
export type LiveRun = {
  readonly runId: string
  readonly scenario: string
  readonly sinceWallMs: number
  /** `waiting`: the guard has not let it in yet. */
  readonly state: 'waiting' | 'running'
  readonly users: readonly string[]
  /** In the order in which they began; the latest ones when there are too many. */
  readonly steps: readonly LiveStep[]
}

/** News of a run, small enough for a stream: of a finished run only what it says. */
export type LiveNews =
  | { readonly kind: 'waiting' | 'run-started'; readonly runId: string; readonly scenario: string }
  | ({ readonly kind: 'step'; readonly runId: string; readonly scenario: string } & LiveStep)
  | {
      readonly kind: 'run-finished'
      readonly runId: string
      readonly scenario: string
      readonly verdict: Verdict
      readonly reason: string
    }

/** What goes on now, for whoever comes in the middle, and news for whoever stays. */
export type LiveBoard = {
  hear(event: ProgressEvent): void
  runs(): readonly LiveRun[]
  subscribe(listener: (news: LiveNews) => void): Disposable
}

const MOST_STEPS = 300

type Kept = Omit<LiveRun, 'users' | 'steps' | 'state'> & {
  state: LiveRun['state']
  users: readonly string[]
  readonly steps: Map<string, LiveStep>
}

/** Makes an empty board. `wall` gives the time of day in milliseconds since the Unix epoch. */
export function createLiveBoard(wall: () => number): LiveBoard {
  const going = new Map<string, Kept>()
  const listeners = new Set<(news: LiveNews) => void>()
  return {
    hear(event) {
      note(going, event, wall())
      const news = newsOf(event)
      for (const listener of listeners) listener(news)
    },
    runs: () => [...going.values()].map((kept) => ({ ...kept, steps: [...kept.steps.values()] })),
    subscribe(listener) {
      listeners.add(listener)
      return { [Symbol.dispose]: () => void listeners.delete(listener) }
    },
  }
}

function note(going: Map<string, Kept>, event: ProgressEvent, nowWallMs: number): void {
  const { runId, scenario } = event
  if (event.kind === 'run-finished') {
    going.delete(runId)
    return
  }
  const kept = going.get(runId) ?? {
    runId,
    scenario,
    sinceWallMs: nowWallMs,
    state: 'waiting',
    users: [],
    steps: new Map(),
  }
  going.set(runId, kept)
  if (event.kind === 'run-started') {
    kept.state = 'running'
    kept.users = event.users
  }
  if (event.kind !== 'step') return
  const { user, name, state, durationMs, detail } = event
  kept.steps.set(keyOf(kept.steps, user, name, state), { user, name, state, durationMs, detail })
  const [oldest] = kept.steps.keys()
  if (kept.steps.size > MOST_STEPS && oldest !== undefined) kept.steps.delete(oldest)
}

/** A step that is made again is a line of its own; the end of one belongs to the one that runs. */
function keyOf(steps: ReadonlyMap<string, LiveStep>, user: string | null, name: string, state: LiveStep['state']) {
  for (let time = 1; ; time++) {
    const key = `${user ?? ''}/${name}/${time}`
    const known = steps.get(key)
    if (known === undefined || (state !== 'running' && known.state === 'running')) return key
  }
}

function newsOf(event: ProgressEvent): LiveNews {
  const { runId, scenario } = event
  switch (event.kind) {
    case 'waiting':
    case 'run-started':
      return { kind: event.kind, runId, scenario }
    case 'step': {
      const { user, name, state, durationMs, detail } = event
      return { kind: 'step', runId, scenario, user, name, state, durationMs, detail }
    }
    case 'run-finished':
      return { kind: 'run-finished', runId, scenario, verdict: event.report.verdict, reason: event.report.reason }
    default:
      return event satisfies never
  }
}
