import type { Clock } from '../kernel/clock.ts'
import { unwrap } from '../protocol/unwrap.ts'
import type { WireEvent } from '../protocol/wire-event.ts'
import type { SocketListener } from './open-socket.ts'

/** A state machine that is told what comes on a socket and says when it wants to look at the time. */
export type Machine = {
  see(event: WireEvent, atMs: number, seq: number): void
  closed(atMs: number): void
  /** Absolute, on the clock of the run; null when only a frame can change something. */
  nextDeadlineMs(): number | null
  tick(nowMs: number): void
  /** Asked after each of the above: whether there is nothing left to wait for. */
  done(): boolean
}

/** Something on which frames come. */
export type Heard = { listen(listener: SocketListener): Disposable }

/** A machine at work. Dispose it to stop listening, whatever came of it. */
export type Driving = Disposable & {
  /** Resolves when the machine is done; rejects with what it threw. Never ends for a machine that never is. */
  readonly finished: Promise<void>
}

/**
 * Feeds a machine with the frames of a socket from now on, and with the time. Each frame is parsed once, here, and one
 * timer serves all deadlines: one that moves later is noticed when the timer fires.
 */
export function drive(socket: Heard, clock: Clock, machine: Machine): Driving {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let timer: Disposable | null = null
  let listening: Disposable | null = null
  let armedForMs = Number.POSITIVE_INFINITY

  function stop(): void {
    listening?.[Symbol.dispose]()
    timer?.[Symbol.dispose]()
    timer = null
  }
  function finish(): void {
    stop()
    resolve()
  }
  function advance(step: () => void): void {
    try {
      step()
      if (machine.done()) finish()
      else arm()
    } catch (error) {
      stop()
      reject(error)
    }
  }
  function arm(): void {
    const dueMs = machine.nextDeadlineMs()
    if (dueMs === null || dueMs >= armedForMs) return
    timer?.[Symbol.dispose]()
    armedForMs = dueMs
    timer = clock.timer(dueMs - clock.now(), () => {
      armedForMs = Number.POSITIVE_INFINITY
      advance(() => machine.tick(clock.now()))
    })
  }

  promise.catch(() => undefined)
  listening = socket.listen({
    onText: (text, atMs, seq) => {
      const unwrapped = unwrap(text)
      if (unwrapped.kind === 'malformed') return
      advance(() => {
        for (const event of unwrapped.events) machine.see(event, atMs, seq)
      })
    },
    onClosed: (atMs) => advance(() => machine.closed(atMs)),
  })
  advance(() => undefined)
  return { finished: promise, [Symbol.dispose]: stop }
}
