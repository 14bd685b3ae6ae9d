import { type AgentRun, belongs } from './agent-run.ts'
import type { SeenEvent } from './seen-event.ts'

/** The runs of agents in one conversation, found by agent: a server that floods us with names must not stall us. */
export class RunIndex {
  readonly #all: AgentRun[] = []
  readonly #open: AgentRun[] = []
  readonly #byAgent = new Map<string | null, AgentRun[]>()

  /** Every run, in the order of their starts. */
  get all(): readonly AgentRun[] {
    return this.#all
  }

  /** The runs without an end, in the order of their starts. */
  get open(): readonly AgentRun[] {
    return this.#open
  }

  /** Begins a run. */
  start(event: SeenEvent): AgentRun {
    const run: AgentRun = { start: event, end: null }
    this.#all.push(run)
    this.#open.push(run)
    const same = this.#byAgent.get(event.agent)
    if (same === undefined) this.#byAgent.set(event.agent, [run])
    else same.push(run)
    return run
  }

  /** Ends an open run. */
  close(run: AgentRun, end: SeenEvent): void {
    run.end = end
    this.#open.splice(this.#open.lastIndexOf(run), 1)
  }

  /** Takes the end of a run back. */
  reopen(run: AgentRun): void {
    run.end = null
    this.#open.push(run)
    this.#open.sort((a, b) => a.start.index - b.start.index)
  }

  /** The open run that an `agent_started` repeats. Without a name it repeats whatever started last. */
  openTwin(start: SeenEvent): AgentRun | null {
    const candidates = start.agent === null ? this.#open : this.#of(start.agent)
    return candidates.findLast((run) => run.end === null && belongs(start, run)) ?? null
  }

  /** The open run that an event belongs to; without a name, the one started last, of its own run id if there is one. */
  openOf(event: SeenEvent): AgentRun | null {
    if (event.agent === null) return this.#open.findLast((run) => belongs(event, run)) ?? this.#open.at(-1) ?? null
    return this.#namedOrNameless(event, (run) => run.end === null)
  }

  /** The ended run that an event belongs to: of several of one agent, the last; without a name, the outermost. */
  endedOf(event: SeenEvent): AgentRun | null {
    const hasEnded = (run: AgentRun) => run.end !== null
    if (event.agent !== null) return this.#namedOrNameless(event, hasEnded)
    return this.#all.find((run) => hasEnded(run) && belongs(event, run)) ?? null
  }

  #namedOrNameless(event: SeenEvent, test: (run: AgentRun) => boolean): AgentRun | null {
    const fits = (run: AgentRun) => test(run) && belongs(event, run)
    return this.#of(event.agent).findLast(fits) ?? this.#of(null).findLast(fits) ?? null
  }

  #of(agent: string | null): readonly AgentRun[] {
    return this.#byAgent.get(agent) ?? []
  }
}
