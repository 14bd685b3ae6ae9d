import { type Breach, breachOf } from './breach.ts'
import { canBeSame, type SeenEvent } from './seen-event.ts'

/**
 * Pairs the two events of tool calls: by execution id where both have one, else by run id and tool name in order, so that
 * calls may overlap. A `tool_completed` that comes before its `tool_executing` still makes a pair, out of order.
 */
export class ToolPairs {
  readonly #open: SeenEvent[] = []
  /** Every call that has an execution id, by that id. */
  readonly #byExecution = new Map<string, SeenEvent[]>()
  #closed = 0
  readonly #unopened: SeenEvent[] = []
  readonly #breaches: Breach[] = []

  /** Takes in an agent event; only those of tools matter. */
  see(event: SeenEvent): void {
    if (event.type === 'tool_executing') this.#execute(event)
    if (event.type === 'tool_completed') this.#complete(event)
  }

  /** How many tool calls made a pair. */
  get pairs(): number {
    return this.#closed + this.#settle().swapped.length
  }

  /** Whether every call has completed. */
  get isIdle(): boolean {
    return this.#open.length <= this.#unopened.length && this.unclosed().length === 0
  }

  /** The calls that have not completed. */
  unclosed(): readonly SeenEvent[] {
    return this.#settle().unclosed
  }

  /** Every rule broken so far, but for calls that have not completed. */
  breaches(): readonly Breach[] {
    const { swapped, unopened } = this.#settle()
    return [
      ...this.#breaches,
      ...swapped.map(([completed, executing]) => breachOf('tool-completed-before-executing', completed, executing)),
      ...unopened.map((completed) => breachOf('tool-completed-without-executing', completed, null)),
    ]
  }

  #execute(event: SeenEvent): void {
    const same = this.#sameCall(event)
    if (same !== undefined) {
      this.#breaches.push(breachOf('tool-executing-twice', event, same))
      return
    }
    this.#open.push(event)
    const { executionId } = event
    if (executionId !== null) this.#byExecution.set(executionId, [...(this.#byExecution.get(executionId) ?? []), event])
  }

  #complete(event: SeenEvent): void {
    const index = this.#openIndex(event)
    if (index >= 0) {
      this.#open.splice(index, 1)
      this.#closed += 1
      return
    }
    const before = this.#sameCall(event)
    if (before === undefined) this.#unopened.push(event)
    else this.#breaches.push(breachOf('tool-completed-twice', event, before))
  }

  #sameCall(event: SeenEvent): SeenEvent | undefined {
    if (event.executionId === null) return undefined
    return this.#byExecution.get(event.executionId)?.find((call) => canBePair(call, event))
  }

  #openIndex(event: SeenEvent): number {
    const same = this.#sameCall(event)
    const exact = same === undefined ? -1 : this.#open.indexOf(same)
    return exact >= 0 ? exact : this.#open.findIndex((call) => canBePair(call, event))
  }

  /** Sorts what is left without a partner: swapped pairs, calls without completion, completions without call. */
  #settle(): Leftovers {
    const unclosed = [...this.#open]
    const swapped: [SeenEvent, SeenEvent][] = []
    const unopened = this.#unopened.filter((completed) => {
      const index = unclosed.findIndex((call) => call.index > completed.index && canBePair(call, completed))
      const [executing] = index < 0 ? [] : unclosed.splice(index, 1)
      if (executing !== undefined) swapped.push([completed, executing])
      return executing === undefined
    })
    return { unclosed, swapped, unopened }
  }
}

type Leftovers = {
  readonly unclosed: readonly SeenEvent[]
  /** Completion, then call. */
  readonly swapped: readonly (readonly [SeenEvent, SeenEvent])[]
  readonly unopened: readonly SeenEvent[]
}

function canBePair(a: SeenEvent, b: SeenEvent): boolean {
  return canBeSame(a.executionId, b.executionId) && canBeSame(a.runId, b.runId) && canBeSame(a.tool, b.tool)
}
