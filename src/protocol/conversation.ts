import type { Capabilities, Thresholds } from '../model/target.ts'
import type { Policy } from '../model/words.ts'
import { absences } from './absences.ts'
import { nameOf } from './agent-run.ts'
import { AgentRuns } from './agent-runs.ts'
import { answerText } from './answer-text.ts'
import type { Breach } from './breach.ts'
import { type ConversationEnd, endOnLeaving, nextEnd, timeoutBreach, type Waiting } from './conversation-end.ts'
import { type ConversationLimits, conversationLimits } from './conversation-limits.ts'
import { isAgentEvent } from './event-types.ts'
import { isProven } from './nonce.ts'
import type { SeenEvent } from './seen-event.ts'
import { ToolPairs } from './tool-pairs.ts'
import { type Violation, violationsOf } from './violations.ts'
import type { WireEvent } from './wire-event.ts'

/** What a conversation is held to. */
export type ConversationOptions = {
  readonly policy: Policy
  readonly thresholds: Thresholds
  /** How far the target's agent can prove its answers. */
  readonly proof: Capabilities['proof']
  /** Transformation of the nonce; null or empty: not known, nothing can be proven or asked for. */
  readonly expected: string | null
  /** Null: not on record; then all times count from the first agent event. */
  readonly promptAtMs: number | null
}

/**
 * One prompt and all that answers it on one socket. The chat probe uses it to stop, the judge to decide, so both see the
 * same end. Pure: it is told events and times. Only agent events count; everything else neither is progress nor breaks
 * silence. All times are milliseconds on the caller's clock and must not go back.
 */
export type Conversation = {
  /** Takes in an event of the server; `seq` is that of its frame. Deadlines before `atMs` take effect first. */
  see(event: WireEvent, atMs: number, seq: number): void
  /** The target closed the socket or the connection broke. Our own close is `finish`. */
  closed(atMs: number): void
  /** When `tick` can change something; null when only an event can. */
  nextDeadlineMs(): number | null
  /** Lets the time pass. */
  tick(nowMs: number): void
  /**
   * We stop looking, or close. Call it last, in judging too: quiet beyond a fail limit counts as the end that its wait
   * would have come to, and a result that came counts as settled. An end of null afterwards means that we left too early
   * to say anything.
   */
  finish(observedUntilMs: number): void
  readonly end: ConversationEnd | null
  /** Agent events only, in order. */
  readonly events: readonly SeenEvent[]
  /** Broken rules that the policy minds, as far as known now. */
  readonly violations: readonly Violation[]
  /** All that the results of agents say. */
  readonly answer: string
  /** Agents that started and did not end. */
  readonly unfinished: readonly string[]
}

/** Starts with the prompt. */
export function createConversation(options: ConversationOptions): Conversation {
  return new ConversationMachine(options)
}

/** Frames other than `agent_completed` in which an answer comes (protocol.md §3.7). */
const answerTypes: ReadonlySet<string> = new Set([
  'agent_completed',
  'agent_response',
  'agent_response_complete',
  'final_report',
])

const endKinds: ReadonlyMap<string, 'completed' | 'error' | 'death'> = new Map([
  ['agent_completed', 'completed'],
  ['agent_error', 'error'],
  ['agent_death', 'death'],
])

class ConversationMachine implements Conversation {
  end: ConversationEnd | null = null
  readonly events: SeenEvent[] = []
  readonly #options: ConversationOptions
  readonly #limits: ConversationLimits
  readonly #runs = new AgentRuns()
  readonly #tools = new ToolPairs()
  readonly #answers: string[] = []
  #isProven = false
  #lastResult: SeenEvent | null = null
  #timeout: Breach | null = null
  #finishedAtMs: number | null = null

  constructor(options: ConversationOptions) {
    this.#options = options
    this.#limits = conversationLimits(options.thresholds)
  }

  get answer(): string {
    return this.#answers.join('\n')
  }

  get unfinished(): readonly string[] {
    return this.#runs.unfinished().map(nameOf)
  }

  see(event: WireEvent, atMs: number, seq: number): void {
    if (answerTypes.has(event.type) && event.result !== undefined) this.#hear(answerText(event.result))
    if (!isAgentEvent(event.type)) return
    this.#passTime((due) => due < atMs)
    if (this.end?.kind === 'settled') this.end = null
    const { type, agent, tool, executionId, runId, threadId } = event
    const raw = { index: this.events.length, type, agent, tool, executionId, runId, threadId, atMs, seq }
    const run = this.#runs.see(raw)
    this.#tools.see(raw)
    const seen = { ...raw, agent: agent ?? run?.start.agent ?? null }
    this.events.push(seen)
    if (type === 'agent_completed' && event.result !== undefined) this.#lastResult = seen
    this.#endWithOutermost()
  }

  closed(atMs: number): void {
    this.tick(atMs)
    this.end ??= { kind: 'closed', atMs, seq: null }
  }

  nextDeadlineMs(): number | null {
    return this.end === null ? (nextEnd(this.#waiting(), this.#limits)?.atMs ?? null) : null
  }

  tick(nowMs: number): void {
    this.#passTime((dueMs) => dueMs <= nowMs)
  }

  finish(observedUntilMs: number): void {
    this.tick(observedUntilMs)
    this.#finishedAtMs = observedUntilMs
    if (this.end === null) this.#endByTime(endOnLeaving(this.#waiting(), this.#limits, observedUntilMs))
  }

  get violations(): readonly Violation[] {
    const firstSeq = (breach: Breach) => breach.seqs[0] ?? 0
    const order = [...this.#runs.breaches(), ...this.#tools.breaches()].sort((a, b) => firstSeq(a) - firstSeq(b))
    const timeout = this.#timeout === null ? [] : [this.#timeout]
    return violationsOf([...order, ...this.#absences(), ...timeout], this.#options.policy)
  }

  #passTime(isDue: (dueMs: number) => boolean): void {
    if (this.end !== null) return
    const next = nextEnd(this.#waiting(), this.#limits)
    if (next !== null && isDue(next.atMs)) this.#endByTime(next)
  }

  #endByTime(end: ConversationEnd | null): void {
    this.end = end
    this.#timeout = end === null ? null : timeoutBreach(end, this.#waiting())
  }

  #endWithOutermost(): void {
    const ending = this.#runs.end
    const kind = ending === null ? undefined : endKinds.get(ending.type)
    if (ending !== null && kind !== undefined) this.end ??= { kind, atMs: ending.atMs, seq: ending.seq }
  }

  #waiting(): Waiting {
    const { policy, promptAtMs } = this.#options
    const result = policy !== 'strict' && this.#isAnswered() ? this.#lastResult : null
    return { promptAtMs, first: this.events[0] ?? null, last: this.events.at(-1) ?? null, result }
  }

  /** Whether quiet from now on would be an end: a result came, no tool is at work, and the answer is proven. */
  #isAnswered(): boolean {
    return this.#lastResult !== null && this.#isProven && this.#tools.isIdle
  }

  #hear(answer: string): void {
    this.#answers.push(answer)
    this.#isProven ||= isProven(answer, this.#options.expected, this.#options.proof)
  }

  #absences(): readonly Breach[] {
    const { end } = this
    if (end === null && (this.#finishedAtMs === null || !this.#isAnswered())) return []
    // An end that is no answer explains by itself whatever did not come after it.
    if (end !== null && end.kind !== 'completed' && end.kind !== 'settled') return []
    return absences({
      events: this.events,
      toolPairs: this.#tools.pairs,
      unclosed: this.#tools.unclosed(),
      unfinished: this.#runs.unfinished(),
      isOutermostLeftOpen: end === null && this.#isQuietAtFinish(),
    })
  }

  #isQuietAtFinish(): boolean {
    const lastMs = this.events.at(-1)?.atMs
    if (lastMs === undefined || this.#finishedAtMs === null) return false
    return this.#finishedAtMs - lastMs >= this.#limits.settleMs
  }
}
