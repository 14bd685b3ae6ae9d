import type { Clock } from '../../kernel/clock.ts'
import type { Connection } from '../chat/connection.ts'

/** Does something to a connection after `ms` of target time, unless it has ended by then. */
export function later(clock: Clock, connection: Connection, ms: number, act: () => void): void {
  const timer = clock.timer(ms, act)
  const stop = () => timer[Symbol.dispose]()
  if (connection.signal.aborted) stop()
  else connection.signal.addEventListener('abort', stop, { once: true })
}
