import { type AgentRun, belongs } from './agent-run.ts'
import { type Breach, breachOf } from './breach.ts'
import { isToolEvent } from './event-types.ts'
import type { SeenEvent } from './seen-event.ts'

/** Events of agents that had not started. Whether the start is late or missing shows only later. */
export type OrphanEvents = {
  /** `isFirst`: no agent at all had started before it. */
  add(event: SeenEvent, isFirst: boolean): void
  /** Completions, each with the open run of the same agent that started after it. */
  endsBeforeStart(open: readonly AgentRun[]): ReadonlyMap<SeenEvent, AgentRun>
  /** What is wrong with them, as far as is known from the runs so far. */
  breaches(runs: readonly AgentRun[]): readonly Breach[]
}

type Orphan = { readonly event: SeenEvent; readonly isFirst: boolean }

/** Starts empty. */
export function createOrphanEvents(): OrphanEvents {
  const orphans: Orphan[] = []
  const endsBeforeStart = (open: readonly AgentRun[]) => matchStarts(orphans, open)
  return {
    add: (event, isFirst) => void orphans.push({ event, isFirst }),
    endsBeforeStart,
    breaches(runs) {
      const starts = endsBeforeStart(runs.filter((run) => run.end === null))
      return orphans.flatMap((orphan) => breachesOf(orphan, runs, starts))
    },
  }
}

function matchStarts(orphans: readonly Orphan[], open: readonly AgentRun[]): ReadonlyMap<SeenEvent, AgentRun> {
  const free = new Set(open)
  const matched = new Map<SeenEvent, AgentRun>()
  for (const { event } of orphans) {
    if (event.type !== 'agent_completed') continue
    const run = [...free].find((candidate) => startsLate(event, candidate))
    if (run !== undefined && free.delete(run)) matched.set(event, run)
  }
  return matched
}

function startsLate(event: SeenEvent, run: AgentRun): boolean {
  return run.start.index > event.index && belongs(event, run)
}

function breachesOf(
  { event, isFirst }: Orphan,
  runs: readonly AgentRun[],
  starts: ReadonlyMap<SeenEvent, AgentRun>,
): readonly Breach[] {
  if (event.type === 'agent_completed') {
    const start = starts.get(event)?.start ?? null
    return [breachOf(start ? 'completed-before-start' : 'completed-without-start', event, start)]
  }
  if (event.type === 'agent_thinking') {
    const start = runs.find((run) => startsLate(event, run))?.start ?? null
    if (start !== null) return [breachOf('thinking-before-start', event, start)]
    return isFirst ? [breachOf('thinking-without-start', event, null)] : []
  }
  if (!isFirst || !isToolEvent(event.type)) return []
  const [first] = runs
  return [breachOf(first ? 'tool-before-start' : 'tool-without-start', event, first?.start ?? null)]
}
