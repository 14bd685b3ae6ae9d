import { type AgentRun, nameOf } from './agent-run.ts'
import { type Breach, breachOf } from './breach.ts'
import { isToolEvent } from './event-types.ts'
import type { SeenEvent } from './seen-event.ts'

/** A conversation that came to its answer. */
export type Answered = {
  readonly events: readonly SeenEvent[]
  /** Tool calls that made a pair. */
  readonly toolPairs: number
  /** Tool calls without completion. */
  readonly unclosed: readonly SeenEvent[]
  /** Agents without an end. */
  readonly unfinished: readonly AgentRun[]
  /** Whether the outermost agent had all the time it needs for an end of its own, and has none. */
  readonly isOutermostLeftOpen: boolean
}

/** What an answered conversation lacks. Of one that broke off nobody can say what would have come. */
export function absences(conversation: Answered): readonly Breach[] {
  const { events, toolPairs, unclosed, unfinished, isOutermostLeftOpen } = conversation
  const has = (fits: (type: string) => boolean) => events.some(({ type }) => fits(type))
  const hasThinking = has((type) => type === 'agent_thinking')
  const last = events.at(-1)
  const lacks = (rule: Breach['rule'], what: string): Breach => ({
    rule,
    received: `${what} among ${events.length} agent events`,
    seqs: last === undefined ? [] : [last.seq],
  })
  return [
    ...unclosed.map((call) => breachOf('tool-without-completed', call, null)),
    ...(hasThinking || has(isToolEvent) ? [] : [lacks('nothing-between', 'neither')]),
    ...(hasThinking ? [] : [lacks('thinking-missing', 'none')]),
    ...(toolPairs > 0 ? [] : [lacks('tools-missing', 'none')]),
    ...(isOutermostLeftOpen ? [lacks('outermost-unfinished', 'none')] : []),
    ...(unfinished.length > 0 ? [unfinishedBreach(unfinished)] : []),
  ]
}

function unfinishedBreach(unfinished: readonly AgentRun[]): Breach {
  const names = unfinished.map(nameOf).join(', ')
  return { rule: 'agents-unfinished', received: `no end of ${names}`, seqs: unfinished.map((run) => run.start.seq) }
}
