import type { World } from '../world.ts'
import type { Connection } from './connection.ts'
import { serverMessage } from './server-frames.ts'

const pingEveryMs = 20_000
const idleMs = 39_000

/** Pings every 20 s and ends a socket whose last ping is still unanswered (protocol.md §2.7). Runs until it closes. */
export async function keepPinging(world: World, connection: Connection): Promise<void> {
  const { socket, signal } = connection
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  for (;;) {
    await world.clock.sleep(pingEveryMs, signal)
    if (!answered) {
      await connection.close(1011, 'keepalive ping timeout')
      return
    }
    answered = false
    if (connection.isOpen()) socket.ping()
  }
}

/** Sends a JSON `heartbeat` after every 39 s without a frame of the client (protocol.md §3.3). Runs until it closes. */
export async function keepHeartbeat(world: World, connection: Connection): Promise<void> {
  const { clock } = world
  for (;;) {
    const quietFromMs = connection.lastFrameAtMs
    await clock.sleep(quietFromMs + idleMs - clock.now(), connection.signal)
    if (connection.lastFrameAtMs !== quietFromMs) continue
    connection.lastFrameAtMs = clock.now()
    const { messages, events } = connection.stats
    const data = {
      connection_id: connection.id,
      timestamp: clock.wall() / 1_000,
      stats: { messages_processed: messages, agent_events_processed: events },
    }
    if (connection.phase === 'processing') await connection.send(serverMessage('heartbeat', data, clock.wall()))
  }
}
