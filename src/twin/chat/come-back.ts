import type { Json } from '../json.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'

/** How long the runs of a user who was cut off go on, and how long their events wait for the user to come back. */
const patienceMs = 30_000
/** More events are not kept for anybody. */
const mostUndelivered = 200

/**
 * Marks a connection that just ended, without a close frame, in case its user comes back. `giveUp` is called when nobody
 * came, or when nobody waits any more on the socket that took over.
 */
export function awaitComeBack(world: World, connection: Connection, giveUp: () => void): void {
  world.dropped.add(connection)
  world.tasks.spawn(world.signal, async () => {
    await world.clock.sleep(patienceMs, world.signal)
    world.dropped.delete(connection)
    const { heir } = connection
    if (heir === null || heir.runSignal.aborted) giveUp()
    else heir.runSignal.addEventListener('abort', giveUp, { once: true })
  })
}

/**
 * Makes what happens when a user who was cut off is back: the new socket takes over thread and runs, and gets what could
 * not be delivered meanwhile, whichever instance it is on. Where this is broken, events are lost (failures.md F14).
 */
export function createComeBack(world: World): (connection: Connection) => Promise<void> {
  const resume = world.through('resume', async ({ connection, left }) => {
    world.dropped.delete(left)
    left.heir = connection
    connection.thread ??= left.thread
    for (const frame of left.undelivered.splice(0)) await handOver(connection, frame)
  })
  return async (connection) => {
    const mine = [...world.dropped].filter(({ userId }) => userId === connection.userId)
    for (const left of mine) await resume({ connection, left })
  }
}

/** Sends an event to a socket, or to the one that took over from it; keeps it while its user is away. */
export async function handOver(recipient: Connection, frame: Json): Promise<void> {
  let latest = recipient
  while (latest.heir !== null) latest = latest.heir
  if (latest.isOpen()) await latest.send(frame)
  else if (latest.undelivered.length < mostUndelivered) latest.undelivered.push(frame)
}
