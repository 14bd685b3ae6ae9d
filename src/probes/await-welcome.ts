import type { Scope } from '../kernel/deadline.ts'
import { DeadlineExceeded, withDeadline } from '../kernel/deadline.ts'
import { createOpening } from '../protocol/opening.ts'
import { type Driving, drive } from './drive.ts'
import { Halt } from './halt.ts'
import type { OpenSocket } from './open-socket.ts'

/** The way of one socket from the upgrade to readiness for prompts. */
export type Welcoming = Disposable & {
  /**
   * Waits for the welcome and, where the server shakes hands, for the handshake. Gives the thread that the server gave
   * us, if any. Throws Halt when the socket ends first or `budgetMs` of target time pass.
   */
  ready(scope: Scope, budgetMs: number): Promise<string | null>
}

/** Begins to listen at once, inside the `open` event, so that no frame is missed (protocol.md §3.1, §3.2). */
export function awaitWelcome(socket: OpenSocket, clock: Scope['clock']): Welcoming {
  const opening = createOpening({})
  const answer = () => {
    for (const frame of opening.toSend(new Date(clock.wall()).toISOString())) socket.send(frame)
  }
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
  return {
    async ready(scope, budgetMs) {
      try {
        await withDeadline(scope, 'The welcome', budgetMs, () => driving.finished)
      } catch (error) {
        if (scope.signal.aborted || !(error instanceof DeadlineExceeded)) throw error
        throw new Halt('welcome', `no welcome within ${budgetMs} ms of target time`)
      }
      if (opening.state === 'failed') throw new Halt('welcome', 'an error or the end of the socket came instead of it')
      return opening.threadId
    },
    [Symbol.dispose]: () => driving[Symbol.dispose](),
  }
}
