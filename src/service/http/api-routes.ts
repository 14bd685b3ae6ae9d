import type { Hono } from 'hono'
import { endpointsOf } from './api/endpoints.ts'
import { openApi } from './api/openapi.ts'
import type { AppParts } from './app-parts.ts'
import type { LiveBoard } from './live/live-board.ts'

/** `/api/v1/…`, and its description. */
export function addApiRoutes(app: Hono, parts: AppParts, board: LiveBoard): void {
  const endpoints = endpointsOf(parts, board)
  for (const endpoint of endpoints) {
    const { method, path } = endpoint.doc
    app.on(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1'), (c) => endpoint.respond(c))
  }
  const text = `${JSON.stringify(openApi(endpoints), null, 2)}\n`
  app.get('/api/v1/openapi.json', (c) => c.body(text, 200, { 'Content-Type': 'application/json' }))
}
