import { type Breach, breachOf } from './breach.ts'
import { canBeSame, type SeenEvent } from './seen-event.ts'

/**
 * Pairs the two events of tool calls: by execution id where both have one, else by run id and tool name in order, so that
 * calls may overlap. A `tool_completed` that comes before its `tool_executing` still makes a pair, out of order.
 */
export class ToolPairs {
  readonly #open: SeenEvent[] = []
  readonly #closed: SeenEvent[] = []
  readonly #unopened: SeenEvent[] = []
  readonly #breaches: Breach[] = []

  /** Takes in an agent event; only those of tools matter. */
  see(event: SeenEvent): void {
    if (event.type === 'tool_executing') this.#execute(event)
    if (event.type === 'tool_completed') this.#complete(event)
  }

  /** How many tool calls made a pair. */
  get pairs(): number {
    return this.#closed.length + this.#settle().swapped.length
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
    const same = [...this.#open, ...this.#closed].find((call) => isSameCall(call, event))
    if (same === undefined) this.#open.push(event)
    else this.#breaches.push(breachOf('tool-executing-twice', event, same))
  }

  #complete(event: SeenEvent): void {
    const index = this.#openIndex(event)
    const [call] = index < 0 ? [] : this.#open.splice(index, 1)
    if (call !== undefined) {
      this.#closed.push(call)
      return
    }
    const before = this.#closed.find((closed) => isSameCall(closed, event))
    if (before === undefined) this.#unopened.push(event)
    else this.#breaches.push(breachOf('tool-completed-twice', event, before))
  }

  #openIndex(event: SeenEvent): number {
    const exact = this.#open.findIndex((call) => isSameCall(call, event))
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

function isSameCall(a: SeenEvent, b: SeenEvent): boolean {
  return a.executionId !== null && a.executionId === b.executionId && canBePair(a, b)
}

function canBePair(a: SeenEvent, b: SeenEvent): boolean {
  return canBeSame(a.executionId, b.executionId) && canBeSame(a.runId, b.runId) && canBeSame(a.tool, b.tool)
}
