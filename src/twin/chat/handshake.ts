import type { Json } from '../json.ts'
import { isoTime } from '../timestamps.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'

/** From the end of the handshake to the moment from which messages count. Clients wait 500 ms. */
const enterProcessingMs = 100

/** Handles a message in the handshake phase: only an acknowledgement counts, all else is lost (protocol.md §3.2). */
export async function shakeHands(
  world: World,
  { connection, message }: { readonly connection: Connection; readonly message: Json },
  comeBack: (connection: Connection) => Promise<void>,
): Promise<void> {
  if (message.type !== 'handshake_acknowledged') return
  const timestamp = isoTime(world.clock.wall())
  await connection.send({ type: 'handshake_complete', thread_id: message.thread_id ?? null, timestamp })
  world.tasks.spawn(connection.signal, async () => {
    await world.clock.sleep(enterProcessingMs, connection.signal)
    connection.phase = 'processing'
    await comeBack(connection)
  })
}
