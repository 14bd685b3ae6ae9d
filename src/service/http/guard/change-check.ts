import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { Problem } from '../problem.ts'

const readMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses changes that a page of somebody else could have sent through the browser of a person here (CSRF): the origin
 * must be ours, and the content JSON, which no plain form can send. Our own form on the pages works without JavaScript; it
 * is taken only when the browser says that it comes from us.
 */
export const changeCheck: MiddlewareHandler = async (c, next) => {
  if (!readMethods.has(c.req.method) && isPossible(c)) {
    checkOrigin(c)
    checkContent(c)
  }
  await next()
}

/** What no route takes is answered with 404 or 405, which says more than what is wrong with its content. */
function isPossible(c: Context): boolean {
  return matchedRoutes(c).some(({ method }) => method === c.req.method)
}

/** Throws a Problem when a page of somebody else sent this through the browser of a person here. */
export function checkOrigin(c: Context): void {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign(`a page that is ${site}`)
  const origin = c.req.header('origin')
  if (origin !== undefined && !isOwn(origin, c.req.header('host'))) throw foreign(`a page of ${origin.slice(0, 200)}`)
}

/** The scheme is not compared: a proxy may end TLS before us. */
function isOwn(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.parse(origin)?.host === host.toLowerCase()
}

function foreign(who: string): Problem {
  return new Problem(
    403,
    `A change must come from a page of this monitor; this one comes from ${who}.`,
    'Use the page itself, or call the API without an Origin header. A proxy in between must pass on the Host header.',
  )
}

function checkContent(c: Context): void {
  const type = (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  const isApi = c.req.path.startsWith('/api/')
  if (type === 'application/json' && isApi) return
  if (type === 'application/x-www-form-urlencoded' && !isApi) {
    if (c.req.header('origin') !== undefined) return
    throw new Problem(403, 'A form must come from a browser that says where it stands.', 'Scripts use POST /api/v1/….')
  }
  const expected = isApi ? 'application/json' : 'a form of this page'
  throw new Problem(415, `The body must be ${expected}, got ${type || 'no content type'}.`, 'Set the content type.')
}
