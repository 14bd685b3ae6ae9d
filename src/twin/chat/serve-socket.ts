import type { WebSocket } from 'ws'
import type { HttpCall } from '../http/exchange.ts'
import type { Instance } from '../instance.ts'
import type { World } from '../world.ts'
import type { Identity, IdentityCall } from './identity.ts'
import { createInbox } from './inbox.ts'
import { keepHeartbeat, keepPinging } from './keepalive.ts'
import { createLive } from './live.ts'
import { createOutlets, openConnection } from './open-connection.ts'

/** Takes over a socket at an instance, from its first moment. */
export type ServeSocket = (instance: Instance, call: HttpCall, socket: WebSocket) => void

/** Makes the chat socket of a twin. Whatever it starts for a socket ends with that socket. */
export function createServeSocket(world: World, identify: (call: IdentityCall) => Promise<Identity>): ServeSocket {
  const outlets = createOutlets(world)
  const live = createLive(world, identify)
  const cleanup = world.through('cleanup', async (connection) => {
    connection.instance.connections.delete(connection)
  })
  let ordinal = 0
  return (instance, call, socket) => {
    const inbox = createInbox()
    const connection = openConnection(world, instance, outlets, { socket, call, ordinal: ++ordinal })
    instance.connections.add(connection)
    socket.on('message', (data) => {
      connection.lastFrameAtMs = world.clock.now()
      inbox.push(Buffer.isBuffer(data) ? data.toString('utf8') : '')
    })
    socket.on('error', () => socket.terminate())
    socket.once('close', () => {
      inbox.end()
      world.tasks.spawn(world.signal, () => cleanup(connection))
    })
    const { signal } = connection
    world.tasks.spawn(signal, () => live(connection, inbox))
    world.tasks.spawn(signal, () => keepPinging(world, connection))
    world.tasks.spawn(signal, () => keepHeartbeat(world, connection))
  }
}
