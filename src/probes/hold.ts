import type { Scope } from '../kernel/deadline.ts'
import type { Holding } from '../model/scenario.ts'
import { ping } from '../protocol/outgoing.ts'
import { JSON_PING_EVERY_MS } from './converse.ts'
import { Halt } from './halt.ts'
import type { OpenSocket } from './open-socket.ts'
import { repeat } from './repeat.ts'

/** Keeps a socket open for `forMs` of target time and says nothing but pings, if at all. Throws Halt when it ends. */
export async function hold({ clock, signal }: Scope, socket: OpenSocket, how: Holding): Promise<void> {
  const pings = how.pings ?? true
  using _pings = repeat(clock, JSON_PING_EVERY_MS, () => {
    if (pings) socket.send(ping(clock.wall()))
  })
  socket.pings = pings
  const ended = new AbortController()
  void socket.closed.then(() => ended.abort(new Halt('hold', 'the socket ended while it was held open')))
  try {
    await clock.sleep(how.forMs, AbortSignal.any([signal, ended.signal]))
  } finally {
    socket.pings = true
  }
}
