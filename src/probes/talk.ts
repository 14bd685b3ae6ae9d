import { DeadlineExceeded, type Scope, withDeadline } from '../kernel/deadline.ts'
import type { AgentEvent } from '../model/words.ts'
import type { Conversation } from '../protocol/conversation.ts'
import { type Driving, drive, type Heard } from './drive.ts'
import { Halt, NeverStarted, RunRefused } from './halt.ts'

/** One conversation while it goes on, on whichever sockets its frames come. */
export class Talk {
  readonly #conversation: Conversation
  readonly #clock: Scope['clock']
  #driving: Driving | null = null
  #until: AgentEvent | null = null
  #reached = Promise.withResolvers<void>()

  constructor(conversation: Conversation, clock: Scope['clock']) {
    this.#conversation = conversation
    this.#clock = clock
  }

  /** The one thread that its events name; null when none does, or when they disagree: then one of them is not ours. */
  get threadId(): string | null {
    const [only = null, ...others] = new Set(this.#conversation.events.flatMap(({ threadId }) => threadId ?? []))
    return others.length === 0 ? only : null
  }

  /** Hears what comes on `socket` from now on, and no longer what comes on another. */
  hear(socket: Heard): void {
    this.stop()
    const conversation = this.#conversation
    this.#driving = drive(socket, this.#clock, {
      see: (event, atMs, seq) => conversation.see(event, atMs, seq),
      closed: (atMs) => conversation.closed(atMs),
      nextDeadlineMs: () => conversation.nextDeadlineMs(),
      tick: (nowMs) => conversation.tick(nowMs),
      done: () => {
        if (this.#isReached()) this.#reached.resolve()
        return conversation.end !== null
      },
    })
    this.#driving.finished.then(this.#reached.resolve, this.#reached.reject)
    this.#reached.promise.catch(() => undefined)
  }

  /** Hears nothing any more. What ends the socket from now on does not end the conversation. */
  stop(): void {
    this.#driving?.[Symbol.dispose]()
    this.#driving = null
  }

  /**
   * Waits for the end of the conversation, or only for the first event of a type. Throws Halt when the end is no answer,
   * and when nothing of it comes within `budgetMs` of target time.
   */
  async reach(scope: Scope, until: AgentEvent | null, budgetMs: number): Promise<void> {
    this.#until = until
    this.#reached = Promise.withResolvers<void>()
    if (this.#isReached()) this.#reached.resolve()
    try {
      await withDeadline(scope, 'The conversation', budgetMs, () => this.#reached.promise)
    } catch (error) {
      this.stop()
      if (scope.signal.aborted || !(error instanceof DeadlineExceeded)) throw error
      throw new Halt('conversation', `no end within ${budgetMs} ms of target time`)
    }
    const { end } = this.#conversation
    if (end === null || end.kind === 'completed' || end.kind === 'settled') return
    if (end.kind === 'never-started') throw new NeverStarted()
    if (end.kind === 'error' && this.#conversation.events.length === 1) throw new RunRefused()
    throw new Halt('conversation', `it ended by ${end.kind}`)
  }

  #isReached(): boolean {
    const { end, events } = this.#conversation
    return end !== null || events.some(({ type }) => type === this.#until)
  }
}
