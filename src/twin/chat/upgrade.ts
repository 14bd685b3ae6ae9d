import type { ApiCall } from '../hook-points.ts'
import type { HttpReply } from '../http/exchange.ts'
import type { World } from '../world.ts'
import type { ServeSocket } from './serve-socket.ts'
import { negotiate, offeredProtocols } from './subprotocol.ts'

/** What every refusal before the accept looks like from outside, whatever the server meant (failures.md W1, W2). */
export const refusedUpgrade: HttpReply = { kind: 'answer', status: 403, headers: {}, body: '' }

/** Makes an instance's answer to upgrades: only `/ws` exists, and an offered subprotocol must fit (protocol.md §2.1, §2.3). */
export function createUpgrade(world: World, serve: ServeSocket): (call: ApiCall) => Promise<HttpReply> {
  const random = world.random.fork('upgrade')
  return world.through('upgrade', async ({ http, instance }) => {
    await world.clock.sleep(random.int(5, 40), http.signal)
    if (http.path !== '/ws') return refusedUpgrade
    const negotiation = negotiate(offeredProtocols(http.headers['sec-websocket-protocol']))
    if (negotiation.kind === 'none-fits') return refusedUpgrade
    const protocol = negotiation.kind === 'chosen' ? negotiation.protocol : null
    return { kind: 'accept', protocol, headers: {}, open: (socket) => serve(instance, http, socket) }
  })
}
