import type { Scope } from '../kernel/deadline.ts'
import { DeadlineExceeded, withDeadline } from '../kernel/deadline.ts'
import { createOpening } from '../protocol/opening.ts'
import { ping } from '../protocol/outgoing.ts'
import { unwrap } from '../protocol/unwrap.ts'
import { type Driving, drive } from './drive.ts'
import { Halt } from './halt.ts'
import type { OpenSocket } from './open-socket.ts'
import { repeat } from './repeat.ts'

/** The way of one socket from the upgrade to readiness for prompts. */
export type Welcoming = Disposable & {
  /**
   * Waits for the welcome and, where the server shakes hands, for the handshake. Throws Halt when the socket ends first or
   * `budgetMs` of target time pass.
   */
  ready(scope: Scope, budgetMs: number): Promise<void>
  /** The thread that the server gave us so far; null when it gave none. A late handshake may still bring one. */
  readonly threadId: string | null
}

/**
 * Begins to listen at once, inside the `open` event, so that no frame is missed (protocol.md §3.1, §3.2). A server that has
 * not welcomed us after `askEveryMs` of target time is asked for a sign of life, which tells one that forgot its welcome from one
 * that hangs (silent-auth-hang). A handshake that comes when we have gone on without it is acknowledged all the same, as
 * long as the socket lives: its server waits for that (protocol.md §3.2).
 */
export function awaitWelcome(socket: OpenSocket, clock: Scope['clock'], askEveryMs: number): Welcoming {
  const opening = createOpening({})
  const answer = () => {
    for (const frame of opening.toSend(new Date(clock.wall()).toISOString())) socket.send(frame)
  }
  // Before the driving, so that a frame that ends the waiting is not taken for a late one.
  socket.listen({
    onText(text, atMs) {
      if (opening.state !== 'ready' || !text.includes('handshake_response')) return
      const unwrapped = unwrap(text)
      if (unwrapped.kind === 'malformed') return
      for (const event of unwrapped.events) opening.see(event, atMs)
      answer()
    },
    onClosed: () => undefined,
  })
  const driving: Driving = drive(socket, clock, {
    see: (event, atMs) => opening.see(event, atMs),
    closed: (atMs) => opening.closed(atMs),
    nextDeadlineMs: () => opening.nextDeadlineMs(),
    tick: (nowMs) => opening.tick(nowMs),
    done: () => {
      answer()
      return opening.state !== 'waiting'
    },
  })
  const asking = repeat(clock, askEveryMs, () => {
    if (opening.state === 'waiting' && opening.welcome === null) socket.send(ping(clock.wall()))
  })
  return {
    async ready(scope, budgetMs) {
      try {
        await withDeadline(scope, 'The welcome', budgetMs, () => driving.finished)
      } catch (error) {
        if (scope.signal.aborted || !(error instanceof DeadlineExceeded)) throw error
        throw new Halt('welcome', `no welcome within ${budgetMs} ms of target time`)
      }
      if (opening.state === 'failed') throw new Halt('welcome', 'an error or the end of the socket came instead of it')
    },
    get threadId() {
      return opening.threadId
    },
    [Symbol.dispose]() {
      asking[Symbol.dispose]()
      driving[Symbol.dispose]()
    },
  }
}
