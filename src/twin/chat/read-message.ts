import { createAgent } from '../agent/agent.ts'
import { parseJson, textField } from '../json.ts'
import type { World } from '../world.ts'
import { createComeBack } from './come-back.ts'
import type { Connection } from './connection.ts'
import { shakeHands } from './handshake.ts'
import { createRouter } from './route-message.ts'
import { errorMessage } from './server-frames.ts'

/** Makes what happens to one text frame of the client: handshake, error frame, or routing. */
export function createReader(world: World): (connection: Connection, text: string) => Promise<void> {
  const route = world.through('message', createRouter(world, createAgent(world)))
  const comeBack = createComeBack(world)
  return async (connection, text) => {
    const message = parseJson(text)
    if (message === undefined) {
      await connection.send(errorMessage('JSON_PARSE_ERROR', 'Invalid JSON format', world.clock.wall()))
      return
    }
    if (connection.phase === 'handshaking') {
      await shakeHands(world, { connection, message }, comeBack)
      return
    }
    connection.stats.messages++
    await route({ connection, message, type: textField(message, 'type') ?? '' })
  }
}
