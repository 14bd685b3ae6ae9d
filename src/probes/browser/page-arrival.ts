import { type Scope, withDeadline } from '../../kernel/deadline.ts'
import { createOpening } from '../../protocol/opening.ts'
import { drive } from '../drive.ts'
import { Halt } from '../halt.ts'
import type { PageSocket } from './page-socket.ts'

type Came = 'welcome' | 'end' | 'refusal'

/** Watches whether a page gets its socket. */
export type PageArrival = {
  /** A socket stands. */
  opened(socket: PageSocket): void
  /** A socket was refused. */
  refused(): void
  /** From now on only what comes next counts: the page is loaded again. */
  again(): void
  /**
   * Waits for `ms` of target time until a socket was welcomed. Throws Halt when one was refused or ended first, and when none
   * came; `missed` is told in that case.
   */
  welcomed(scope: Scope, ms: number, missed: () => void): Promise<void>
}

/** Makes the watch of one page. The first thing that comes of a socket counts: a page that tries again does so because something is wrong. */
export function createPageArrival(clock: Scope['clock']): PageArrival {
  let first = Promise.withResolvers<Came>()
  return {
    again() {
      first = Promise.withResolvers<Came>()
    },
    refused: () => first.resolve('refusal'),
    opened(socket) {
      const { resolve } = first
      const opening = createOpening({})
      const driving = drive(socket, clock, {
        see: (event, atMs) => opening.see(event, atMs),
        closed: (atMs) => opening.closed(atMs),
        nextDeadlineMs: () => opening.nextDeadlineMs(),
        tick: (nowMs) => opening.tick(nowMs),
        done: () => opening.welcome !== null || opening.state !== 'waiting',
      })
      driving.finished.then(
        () => resolve(opening.state === 'failed' ? 'end' : 'welcome'),
        () => resolve('end'),
      )
    },
    async welcomed(scope, ms, missed) {
      const came = await withDeadline(scope, 'the socket of the page', ms, () => first.promise).catch(() => {
        scope.signal.throwIfAborted()
        missed()
        throw new Halt('welcome', `no welcome on a socket of the page within ${ms} ms of target time`)
      })
      if (came === 'refusal') throw new Halt('upgrade', 'the socket of the page was refused')
      if (came === 'end') throw new Halt('welcome', 'an error or the end of the socket came instead of it')
    },
  }
}
