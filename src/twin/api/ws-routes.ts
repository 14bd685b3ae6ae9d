import type { HttpCall, HttpReply } from '../http/exchange.ts'
import { json } from '../http/exchange.ts'
import type { Routes } from '../http/routes.ts'
import { isoTime } from '../timestamps.ts'
import type { World } from '../world.ts'

/**
 * The readiness middleware takes every plain GET below `/ws`, or with `/websocket` in its path, for a broken upgrade and
 * answers 503, whatever the state of the service (protocol.md §6.2). Undefined for all other requests.
 */
export function readinessTrap(call: HttpCall): HttpReply | undefined {
  const caught = call.path === '/ws' || call.path.startsWith('/ws/') || call.path.includes('/websocket')
  const likeUpgrade = 'sec-websocket-key' in call.headers && 'sec-websocket-version' in call.headers
  if (call.method !== 'GET' || !caught || likeUpgrade) return undefined
  const message = 'WebSocket service is not ready. Enhanced uvicorn compatibility check failed.'
  const details = {
    state: 'unknown',
    failed_services: [],
    environment: 'staging',
    retry_after_seconds: 10,
    cloud_run_compatible: true,
    uvicorn_compatible: true,
    issue_reference: '#449',
  }
  const headers = {
    'retry-after': '10',
    'x-cloud-run-compatible': 'true',
    'x-uvicorn-compatible': 'true',
    'x-issue-449-fix': 'true',
  }
  return json(503, { error: 'service_not_ready', message, details }, headers)
}

/** The plain HTTP routes below `/ws` (protocol.md §6.2). */
export function wsRoutes(world: World): Routes {
  const timestamp = () => isoTime(world.clock.wall())
  return {
    'GET /ws/health': async () =>
      json(200, {
        status: 'healthy',
        timestamp: timestamp(),
        mode: 'ssot_consolidated',
        components: { manager: true, message_router: true, connection_monitor: true },
      }),
    'GET /ws/config': async () =>
      json(200, {
        websocket_config: {
          heartbeat_interval: 30,
          connection_timeout: 300,
          max_message_size: 1_048_576,
          compression_enabled: true,
        },
        ssot_features: { modes: ['main'] },
        manager_available: true,
        timestamp: timestamp(),
      }),
    'GET /ws/beacon': async () => json(200, { service: 'websocket_ssot', status: 'operational' }),
  }
}
