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

/**
 * The load balancer: requests with its cookie go to the instance it names, others to each instance in turn. Everything
 * that an instance answers carries the revision; everything that passes the balancer carries `via`.
 */
export function createFront(world: World, backend: Backend): Handler {
  let next = 0
  const balance = world.through('front', async (http) => {
    const sticky = stickyInstance(http, world.instances)
    const instance = sticky ?? world.instances[next++ % world.instances.length]
    if (instance === undefined) return { kind: 'drop' }
    const reply = await (http.upgrade ? backend.upgrade : backend.http)({ http, instance })
    const cookie = sticky === undefined ? stickTo(instance) : {}
    return withHeaders(reply, { 'x-service-version': revision, ...cookie })
  })
  return async (call) => withHeaders(await balance(call), { via: '1.1 google' })
}
