import type { WebSocket } from 'ws'
import { createAgent } from '../agent/agent.ts'
import type { HttpCall } from '../http/exchange.ts'
import type { Instance } from '../instance.ts'
import { parseJson, textField } from '../json.ts'
import { ServerFailure } from '../server-failure.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'
import { shakeHands } from './handshake.ts'
import type { Identity, IdentityCall } from './identity.ts'
import { createInbox, type Inbox } from './inbox.ts'
import { keepHeartbeat, keepPinging } from './keepalive.ts'
import { createOutlets, openConnection } from './open-connection.ts'
import { createRouter } from './route-message.ts'
import { connectionError, errorMessage } from './server-frames.ts'
import { socketToken } from './socket-token.ts'
import { welcomeFrames } from './welcome-frames.ts'

/** Takes over a socket at an instance, from its first moment. */
export type ServeSocket = (instance: Instance, call: HttpCall, socket: WebSocket) => void

function createEstablish(world: World) {
  const welcome = world.through('welcome', async (connection) => welcomeFrames(world, connection))
  const random = world.random.fork('establish')
  return world.through('establish', async (connection) => {
    await world.clock.sleep(random.int(10, 60), connection.signal)
    const frames = await welcome(connection)
    connection.phase = world.speech.procedure === 'handshake' ? 'handshaking' : 'processing'
    for (const frame of frames) await connection.send(frame)
  })
}

function createReader(world: World) {
  const route = world.through('message', createRouter(world, createAgent(world)))
  return async (connection: Connection, text: string) => {
    const message = parseJson(text)
    if (message === undefined) {
      await connection.send(errorMessage('JSON_PARSE_ERROR', 'Invalid JSON format', world.clock.wall()))
      return
    }
    if (connection.phase === 'handshaking') {
      await shakeHands(world, connection, message)
      return
    }
    connection.stats.messages++
    await route({ connection, message, type: textField(message, 'type') ?? '' })
  }
}

async function refuse(world: World, connection: Connection, identity: Extract<Identity, { kind: 'refused' }>) {
  await connection.send(errorMessage(identity.errorCode, identity.message, world.clock.wall()))
  await connection.close(identity.close.code, identity.close.reason)
}

/** Makes the chat socket of a twin: who is there, welcome, then message after message (failures.md W6, W7, W10). */
export function createServeSocket(world: World, identify: (call: IdentityCall) => Promise<Identity>): ServeSocket {
  const outlets = createOutlets(world)
  const establish = createEstablish(world)
  const read = createReader(world)
  const cleanup = world.through('cleanup', async (connection) => {
    connection.instance.connections.delete(connection)
  })
  let ordinal = 0

  async function enter(connection: Connection): Promise<void> {
    const token = socketToken(connection.call, world.speech.procedure, world.tickets)
    const identity = await identify({ token, via: 'socket', instance: connection.instance })
    if (identity.kind === 'refused') {
      await refuse(world, connection, identity)
      return
    }
    connection.userId = identity.userId
    await establish(connection)
  }

  async function live(connection: Connection, inbox: Inbox): Promise<void> {
    try {
      await enter(connection)
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error
      await connection.send(connectionError(error.errorType, world.clock.wall()))
      await connection.close(1011, 'main mode error')
    }
    for await (const text of inbox) {
      try {
        if (connection.isOpen()) await read(connection, text)
      } catch (error) {
        if (!(error instanceof ServerFailure)) throw error
        await connection.close(1000, 'main cleanup')
      }
    }
  }

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
