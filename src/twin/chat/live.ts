import { ServerFailure } from '../server-failure.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'
import { createEstablish } from './establish.ts'
import type { Identity, IdentityCall } from './identity.ts'
import type { Inbox } from './inbox.ts'
import { createReader } from './read-message.ts'
import { connectionError, errorMessage } from './server-frames.ts'
import { socketToken } from './socket-token.ts'

async function refuse(world: World, connection: Connection, identity: Extract<Identity, { kind: 'refused' }>) {
  await connection.send(errorMessage(identity.errorCode, identity.message, world.clock.wall()))
  await connection.close(identity.close.code, identity.close.reason)
}

/**
 * Makes the life of a socket: who is there, welcome, then message after message (failures.md W10). A crash before the
 * loop shows as an error frame and a 1011 (W7), one inside it as a clean 1000 (W6).
 */
export function createLive(
  world: World,
  identify: (call: IdentityCall) => Promise<Identity>,
): (connection: Connection, inbox: Inbox) => Promise<void> {
  const establish = createEstablish(world)
  const read = createReader(world)

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

  return async (connection, inbox) => {
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
}
