import { type HttpReply, json } from '../http/exchange.ts'
import { isoTime } from '../timestamps.ts'
import type { AuthDesk } from './auth-desk.ts'

const service = 'auth-service'
const version = '1.0.0'

/** The health answers of the auth service (protocol.md §1.2), by route. */
export function statusRoutes(desk: AuthDesk): Readonly<Record<string, () => Promise<HttpReply>>> {
  const timestamp = () => isoTime(desk.clock.wall())
  const { environment } = desk
  const health = async () =>
    json(200, {
      status: 'healthy',
      service,
      version,
      timestamp: timestamp(),
      uptime_seconds: desk.clock.now() / 1_000,
      database_status: 'connected',
      environment,
    })
  const ready = async () =>
    json(200, { status: 'ready', service, version, timestamp: timestamp(), environment, database_status: 'connected' })
  return {
    'GET /': async () => json(200, { service, version, status: 'running' }),
    'GET /health': health,
    'GET /health/ready': ready,
    'GET /readiness': ready,
    'GET /auth/health': async () =>
      json(200, { status: 'healthy', service, version, timestamp: timestamp(), database_status: 'connected' }),
    'GET /auth/config': async () =>
      json(200, {
        google_client_id: '',
        oauth_enabled: false,
        development_mode: false,
        endpoints: {
          login: '/auth/login',
          logout: '/auth/logout',
          callback: '/auth/callback',
          token: '/auth/token',
          user: '/auth/me',
        },
        authorized_javascript_origins: [],
        authorized_redirect_uris: [],
        oauth_redirect_uri: '',
      }),
  }
}

/** Headers on every answer of the auth service. */
export const serviceHeaders = {
  'x-service-name': service,
  'x-service-version': version,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const
