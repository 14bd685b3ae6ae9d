import type { Hono } from 'hono'
import type { World } from './api/endpoint.ts'
import { endpoints } from './api/endpoints.ts'
import { openApi } from './api/openapi.ts'

/** `/api/v1/…`, and its description. */
export function addApiRoutes(app: Hono, world: World): void {
  for (const endpoint of endpoints) {
    const { method, path } = endpoint.doc
    app.on(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1'), (c) => endpoint.respond(c, world))
  }
  app.get('/api/v1/openapi.json', (c) => c.json(openApi(endpoints)))
}
