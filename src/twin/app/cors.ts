import { type Handler, type HttpCall, type HttpReply, withHeaders } from '../http/exchange.ts'

const ALLOWED = 'authorization, content-type, x-e2e-bypass-key'
const METHODS = 'GET, POST, OPTIONS'

function allow(origin: string): Readonly<Record<string, string>> {
  return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', vary: 'Origin' }
}

/** What a browser asks before a request that is not simple. */
function isPreflight({ method, headers }: HttpCall): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

function preflight(origin: string): HttpReply {
  const headers = { ...allow(origin), 'access-control-allow-headers': ALLOWED, 'access-control-allow-methods': METHODS }
  return { kind: 'answer', status: 200, headers, body: 'OK' }
}

/** Lets pages of the web app speak to a service (protocol.md §8.3). Sockets are never asked for their origin. */
export function withCors(handler: Handler, origins: ReadonlySet<string>): Handler {
  return async (call) => {
    const { origin = '' } = call.headers
    if (!origins.has(origin) || call.upgrade) return handler(call)
    return isPreflight(call) ? preflight(origin) : withHeaders(await handler(call), allow(origin))
  }
}
