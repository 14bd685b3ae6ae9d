import type { World } from '../world.ts'
import { createComeBack } from './come-back.ts'
import type { Connection } from './connection.ts'
import { welcomeFrames } from './welcome-frames.ts'

/** Makes the way from an accepted socket to its welcome. After it the connection reads messages. */
export function createEstablish(world: World): (connection: Connection) => Promise<void> {
  const welcome = world.through('welcome', async (connection) => welcomeFrames(world, connection))
  const comeBack = createComeBack(world)
  const random = world.random.fork('establish')
  return world.through('establish', async (connection) => {
    await world.clock.sleep(random.int(10, 60), connection.signal)
    const frames = await welcome(connection)
    connection.phase = world.speech.procedure === 'handshake' ? 'handshaking' : 'processing'
    for (const frame of frames) await connection.send(frame)
    if (connection.phase === 'processing') await comeBack(connection)
  })
}
