import type { ApiCall } from '../hook-points.ts'
import { type Handler, type HttpReply, withHeaders } from '../http/exchange.ts'
import type { World } from '../world.ts'
import { stickTo, stickyInstance } from './affinity.ts'

/** What an instance answers. */
export type Backend = {
  readonly http: (call: ApiCall) => Promise<HttpReply>
  readonly upgrade: (call: ApiCall) => Promise<HttpReply>
}

const revision = 'twin-00042'

/** Everything in front of the instances. */
export type Front = {
  /** The load balancer: requests with its cookie go to the instance it names. Everything that passes it carries `via`. */
  readonly balanced: Handler
  /** The platform's own address, which knows no cookie. */
  readonly direct: Handler
}

/** Makes the two ways to the instances, which take turns. Everything that an instance answers carries the revision. */
export function createFront(world: World, backend: Backend): Front {
  let next = 0
  const platform = world.through('platform', async ({ http, route }) => {
    const sticky = route === 'balanced' ? stickyInstance(http, world.instances) : undefined
    const instance = sticky ?? world.instances[next++ % world.instances.length]
    if (instance === undefined) return { kind: 'drop' }
    const reply = await (http.upgrade ? backend.upgrade : backend.http)({ http, instance })
    const cookie = route === 'balanced' && sticky === undefined ? stickTo(instance) : {}
    return withHeaders(reply, { 'x-service-version': revision, ...cookie })
  })
  const balancer = world.through('front', (http) => platform({ http, route: 'balanced' }))
  return {
    balanced: async (call) => withHeaders(await balancer(call), { via: '1.1 google' }),
    direct: (http) => platform({ http, route: 'direct' }),
  }
}
