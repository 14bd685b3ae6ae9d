import type { Hono } from 'hono'
import type { Service } from '../service.ts'

/**
 * `/healthz`: this process answers. `/readyz`: configuration is loaded and the scheduler runs; history and
 * guard may fail without making us unready, because watching goes on, so their state is in the body only. Both are open to everybody, so neither
 * says why.
 */
export function addHealthRoutes(app: Hono, service: Service): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', (c) => {
    const isReady = service.isReady()
    const state = {
      status: isReady ? 'ready' : 'not-ready',
      scheduler: isReady ? 'running' : 'stopped',
      configuration: service.config().isGood ? 'good' : 'last-good',
      history: service.history.state().kind,
      guard: service.guardTrouble() === '' ? 'shared' : 'alone',
    }
    return c.json(state, isReady ? 200 : 503)
  })
}
