import { withDeadline } from '../kernel/deadline.ts'
import type { World } from './world.ts'

/** How long clients have to answer the last close frame. */
const goodbyeMs = 500

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  else signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}

/** Closes every open socket with 1001 and waits for the answers, but not for long. */
export async function endSockets(world: World): Promise<void> {
  const open = world.instances.flatMap((instance) => [...instance.connections])
  for (const connection of open) connection.socket.close(1001, 'Server going away')
  const answers = Promise.all(open.map((connection) => aborted(connection.signal)))
  // Who does not answer is cut off afterwards.
  await withDeadline(world, 'the goodbye to open sockets', goodbyeMs, async () => void (await answers)).catch(() => {})
}
