import { type AgentRun, belongs } from './agent-run.ts'
import { type Breach, breachOf } from './breach.ts'
import { isAgentEnd, isToolEvent } from './event-types.ts'
import { createOrphanEvents, type OrphanEvents } from './orphan-events.ts'
import type { SeenEvent } from './seen-event.ts'

/**
 * Follows the runs of agents inside one another and beside one another. An event that names no agent belongs to the agent
 * started last and still open. An agent that starts again while it is open is the same run; after its end it is a new
 * one. The outermost agent is the one of the first start, and its end is the end of them all.
 */
export class AgentRuns {
  readonly #runs: AgentRun[] = []
  readonly #breaches: Breach[] = []
  readonly #orphans: OrphanEvents = createOrphanEvents()
  #failureBeforeStart: SeenEvent | null = null

  /** The run of the first start; null before it. */
  get outermost(): AgentRun | null {
    return this.#runs[0] ?? null
  }

  /** The end of the outermost agent. A failure before anything started is one too. */
  get end(): SeenEvent | null {
    return this.outermost?.end ?? this.#failureBeforeStart
  }

  /** Takes in an agent event and gives the run that it belongs to; null when none does. */
  see(event: SeenEvent): AgentRun | null {
    if (this.end !== null) return this.#seeAfterEnd(event)
    if (event.type === 'agent_started') return this.#start(event)
    const open = this.#openRun(event)
    if (open !== null) {
      if (isAgentEnd(event.type)) open.end = event
      return open
    }
    const ended = this.#endedRun(event)
    if (ended !== null) return this.#seeEnded(ended, event)
    this.#seeOrphan(event)
    return null
  }

  /** The runs without an end, in the order of their starts. An end that came before its start counts. */
  unfinished(): readonly AgentRun[] {
    const open = this.#runs.filter((run) => run.end === null)
    const ended = new Set(this.#orphans.endsBeforeStart(open).values())
    return open.filter((run) => !ended.has(run))
  }

  /** Every rule broken so far. */
  breaches(): readonly Breach[] {
    return [...this.#breaches, ...this.#orphans.breaches(this.#runs)]
  }

  #start(event: SeenEvent): AgentRun {
    const isSame = (run: AgentRun) => event.agent === null || run.start.agent === event.agent
    const same = this.#runs.findLast((run) => run.end === null && isSame(run) && belongs(event, run))
    if (same === undefined) {
      const run: AgentRun = { start: event, end: null }
      this.#runs.push(run)
      return run
    }
    const rule = same === this.outermost ? 'outermost-started-twice' : 'started-twice'
    this.#breaches.push(breachOf(rule, event, same.start))
    return same
  }

  #openRun(event: SeenEvent): AgentRun | null {
    const lastOpen = (fits: (run: AgentRun) => boolean) => this.#runs.findLast((run) => run.end === null && fits(run))
    if (event.agent === null) return lastOpen((run) => belongs(event, run)) ?? lastOpen(() => true) ?? null
    const named = lastOpen((run) => run.start.agent === event.agent && belongs(event, run))
    return named ?? lastOpen((run) => belongs(event, run)) ?? null
  }

  #endedRun(event: SeenEvent): AgentRun | null {
    return this.#runs.findLast((run) => run.end !== null && belongs(event, run)) ?? null
  }

  #seeAfterEnd(event: SeenEvent): AgentRun | null {
    const open = this.#openRun(event)
    const ended = open === null ? this.#endedRun(event) : null
    const isSecondEnd = isAgentEnd(event.type) && ended !== null
    this.#breaches.push(breachOf(isSecondEnd ? 'ended-twice' : 'event-after-end', event, ended?.end ?? this.end))
    if (isAgentEnd(event.type) && open !== null) open.end = event
    return open ?? ended
  }

  #seeEnded(run: AgentRun, event: SeenEvent): AgentRun {
    if (this.#giveEndAway(run)) {
      if (isAgentEnd(event.type)) run.end = event
    } else if (isAgentEnd(event.type)) this.#breaches.push(breachOf('ended-twice', event, run.end))
    else if (event.type === 'agent_thinking') this.#breaches.push(breachOf('thinking-after-end', event, run.end))
    else if (isToolEvent(event.type)) this.#breaches.push(breachOf('tool-after-end', event, run.end))
    return run
  }

  /**
   * An end that named no agent was taken for this run's, and now the run shows that it was another's. Agents beside one
   * another may end in any order, so this blames nobody.
   */
  #giveEndAway(run: AgentRun): boolean {
    if (run.end === null || run.end.agent !== null) return false
    const other = this.#runs.findLast((candidate) => candidate.end === null && candidate !== this.outermost)
    if (other === undefined) return false
    other.end = run.end
    run.end = null
    return true
  }

  #seeOrphan(event: SeenEvent): void {
    const isFirst = this.outermost === null
    if (isFirst && (event.type === 'agent_error' || event.type === 'agent_death')) this.#failureBeforeStart = event
    this.#orphans.add(event, isFirst)
  }
}
