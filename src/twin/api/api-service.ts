import { bearerToken } from '../auth/bearer.ts'
import type { Identity, IdentityCall } from '../chat/identity.ts'
import type { ApiCall } from '../hook-points.ts'
import { detail, type HttpCall, type HttpReply, json } from '../http/exchange.ts'
import { dispatch, type Routes } from '../http/routes.ts'
import type { Instance } from '../instance.ts'
import type { World } from '../world.ts'
import { messagesRoute, threadsRoute } from './thread-routes.ts'
import { ticketRoute } from './ticket-routes.ts'
import { unauthorized } from './unauthorized.ts'
import type { Visitor } from './visitor.ts'
import { readinessTrap, wsRoutes } from './ws-routes.ts'

type Guarded = (visitor: Visitor, call: HttpCall) => Promise<HttpReply>

/** Makes an instance's answer to plain requests (protocol.md §6). */
export function createApiService(
  world: World,
  identify: (call: IdentityCall) => Promise<Identity>,
): (call: ApiCall) => Promise<HttpReply> {
  const random = world.random.fork('api')

  function guard(instance: Instance, handler: Guarded): (call: HttpCall) => Promise<HttpReply> {
    return async (call) => {
      const token = bearerToken(call)
      const identity = await identify({ token, via: 'http', instance })
      if (identity.kind === 'refused' || token === undefined) {
        const message = identity.kind === 'refused' ? identity.message : 'Not authenticated'
        return unauthorized(instance.ids, message, world.clock.wall())
      }
      return handler({ userId: identity.userId, token, instance }, call)
    }
  }

  function routesOf(instance: Instance): Routes {
    const threads = guard(instance, (visitor, call) => threadsRoute(world, visitor, call))
    const messages = guard(instance, (visitor, call) => messagesRoute(world, visitor, call))
    return {
      'GET /health': async () => json(200, { status: 'ok' }),
      'GET /health/ready': async () => json(200, { status: 'ready' }),
      'GET /health/live': async () => json(200, { status: 'alive' }),
      ...wsRoutes(world),
      'GET /api/agent/v2/execute': async () => detail(405, 'Method Not Allowed'),
      'GET /api/threads': threads,
      'POST /api/threads': threads,
      'GET /api/threads/*/messages': messages,
      'POST /api/threads/*/messages': messages,
      'POST /api/websocket/ticket': guard(instance, (visitor, call) => ticketRoute(world.tickets, visitor, call)),
    }
  }

  const routes = new Map(world.instances.map((instance) => [instance, routesOf(instance)]))
  return world.through('apiHttp', async ({ http, instance }) => {
    await world.clock.sleep(random.int(2, 20), http.signal)
    return readinessTrap(http) ?? dispatch(routes.get(instance) ?? {}, http)
  })
}
