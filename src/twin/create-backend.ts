import { createApiService } from './api/api-service.ts'
import { createIdentify } from './chat/identify.ts'
import { createServeSocket } from './chat/serve-socket.ts'
import { createUpgrade } from './chat/upgrade.ts'
import { createFront } from './front/front.ts'
import type { Handler } from './http/exchange.ts'
import type { World } from './world.ts'

/** The load balancer with all instances behind it. */
export function createBackend(world: World): Handler {
  const identify = createIdentify(world)
  const upgrade = createUpgrade(world, createServeSocket(world, identify))
  return createFront(world, { http: createApiService(world, identify), upgrade })
}
