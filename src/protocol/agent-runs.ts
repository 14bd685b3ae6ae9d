import type { AgentRun } from './agent-run.ts'
import { type Breach, breachOf } from './breach.ts'
import { isAgentEnd, isToolEvent } from './event-types.ts'
import { createOrphanEvents, type OrphanEvents } from './orphan-events.ts'
import type { Rule } from './policy-rules.ts'
import { RunIndex } from './run-index.ts'
import type { SeenEvent } from './seen-event.ts'

/**
 * Follows the runs of agents inside one another and beside one another. An event that names no agent belongs to the agent
 * started last and still open. An agent that starts again while it is open is the same run; after its end it is a new
 * one. The outermost agent is the one of the first start, and its end is the end of them all.
 */
export class AgentRuns {
  readonly #runs = new RunIndex()
  readonly #breaches: Breach[] = []
  readonly #orphans: OrphanEvents = createOrphanEvents()
  #failureBeforeStart: SeenEvent | null = null

  /** The run of the first start; null before it. */
  get outermost(): AgentRun | null {
    return this.#runs.all[0] ?? null
  }

  /** The end of the outermost agent. A failure before anything started is one too. */
  get end(): SeenEvent | null {
    return this.outermost?.end ?? this.#failureBeforeStart
  }

  /** Takes in an agent event and gives the run that it belongs to; null when none does. */
  see(event: SeenEvent): AgentRun | null {
    if (this.end !== null) return this.#seeAfterEnd(event)
    if (event.type === 'agent_started') return this.#start(event)
    const open = this.#runs.openOf(event)
    if (open !== null) {
      if (isAgentEnd(event.type)) this.#runs.close(open, event)
      return open
    }
    const ended = this.#runs.endedOf(event)
    if (ended !== null) return this.#seeEnded(ended, event)
    this.#seeOrphan(event)
    return null
  }

  /** The runs without an end, in the order of their starts. An end that came before its start counts. */
  unfinished(): readonly AgentRun[] {
    const ended = new Set(this.#orphans.endsBeforeStart(this.#runs.open).values())
    return this.#runs.open.filter((run) => !ended.has(run))
  }

  /** Every rule broken so far. */
  breaches(): readonly Breach[] {
    return [...this.#breaches, ...this.#orphans.breaches(this.#runs.all)]
  }

  #start(event: SeenEvent): AgentRun {
    const twin = this.#runs.openTwin(event)
    if (twin === null) return this.#runs.start(event)
    this.#break(twin === this.outermost ? 'outermost-started-twice' : 'started-twice', event, twin.start)
    return twin
  }

  #seeAfterEnd(event: SeenEvent): AgentRun | null {
    const open = this.#runs.openOf(event)
    const ended = open === null ? this.#runs.endedOf(event) : null
    const isSecondEnd = isAgentEnd(event.type) && ended !== null
    this.#break(isSecondEnd ? 'ended-twice' : 'event-after-end', event, ended?.end ?? this.end)
    if (isAgentEnd(event.type) && open !== null) this.#runs.close(open, event)
    return open ?? ended
  }

  #seeEnded(run: AgentRun, event: SeenEvent): AgentRun {
    const isEnd = isAgentEnd(event.type)
    if (this.#giveEndAway(run)) {
      if (isEnd) this.#runs.close(run, event)
    } else if (isEnd) this.#break('ended-twice', event, run.end)
    else if (event.type === 'agent_thinking') this.#break('thinking-after-end', event, run.end)
    else if (isToolEvent(event.type)) this.#break('tool-after-end', event, run.end)
    return run
  }

  /**
   * An end that named no agent was taken for this run's, and now the run shows that it was another's. Agents beside one
   * another may end in any order, so this blames nobody.
   */
  #giveEndAway(run: AgentRun): boolean {
    const other = this.#runs.open.at(-1)
    if (run.end?.agent !== null || other === undefined || other === this.outermost) return false
    this.#runs.close(other, run.end)
    this.#runs.reopen(run)
    return true
  }

  #seeOrphan(event: SeenEvent): void {
    const isFirst = this.outermost === null
    if (isFirst && isAgentEnd(event.type) && event.type !== 'agent_completed') this.#failureBeforeStart = event
    this.#orphans.add(event, isFirst)
  }

  #break(rule: Rule, event: SeenEvent, other: SeenEvent | null): void {
    this.#breaches.push(breachOf(rule, event, other))
  }
}
