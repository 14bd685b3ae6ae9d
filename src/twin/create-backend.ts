import { createApiService } from './api/api-service.ts'
import { createIdentify } from './chat/identify.ts'
import { createServeSocket } from './chat/serve-socket.ts'
import { createUpgrade } from './chat/upgrade.ts'
import { createFront, type Front } from './front/front.ts'
import type { World } from './world.ts'

/** All instances, and the two ways to them. */
export function createBackend(world: World): Front {
  const identify = createIdentify(world)
  const upgrade = createUpgrade(world, createServeSocket(world, identify))
  return createFront(world, { http: createApiService(world, identify), upgrade })
}
