import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Secret } from '../../../kernel/secret.ts'
import type { AppParts } from '../app-parts.ts'
import { Problem } from '../problem.ts'
import { wantsPage } from '../wants-page.ts'
import { isLoopbackHost } from './exposure.ts'
import { sameSecret } from './same-secret.ts'
import { isSession, SESSION_COOKIE } from './session.ts'

/**
 * Lets nothing pass beyond loopback as long as there is no token: whoever reaches us could otherwise read evidence and
 * start runs. Health and metrics stand before this gate.
 */
export function closedWithoutToken({ host, token }: Pick<AppParts, 'host' | 'token'>): MiddlewareHandler {
  const isClosed = token === null && !isLoopbackHost(host)
  return async (_c, next) => {
    if (isClosed)
      throw new Problem(
        403,
        'This monitor listens beyond loopback and has no token: only /metrics, /healthz and /readyz answer.',
        'Give it a token (GOLDEN_PATH_TOKEN, or GOLDEN_PATH_TOKEN_FILE), or let it listen on 127.0.0.1.',
      )
    await next()
  }
}

/** Asks for the token where there is one: as bearer, or as the cookie that the sign-in page sets. */
export function tokenGate({ token, clock }: Pick<AppParts, 'token' | 'clock'>): MiddlewareHandler {
  return async (c, next) => {
    if (token === null || isBearer(c, token) || hasSession(c, token, clock.wall())) {
      admit(c)
      return next()
    }
    if (c.req.method === 'GET' && wantsPage(c)) {
      const { pathname, search } = new URL(c.req.url)
      return c.redirect(`/login?next=${encodeURIComponent(pathname + search)}`, 303)
    }
    throw new Problem(401, 'This needs the token of the monitor.', 'Send it as "Authorization: Bearer <token>".', {
      'WWW-Authenticate': 'Bearer realm="golden-path"',
    })
  }
}

function admit(c: Context): void {
  c.set('isAdmitted', true)
}

/** Whether this request has passed the gate, so that its answer may name the target and say how the monitor is. */
export function isAdmitted(c: Context): boolean {
  return c.get('isAdmitted') === true
}

function isBearer(c: Context, token: Secret): boolean {
  const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  return given !== undefined && sameSecret(given, token.reveal())
}

function hasSession(c: Context, token: Secret, nowWallMs: number): boolean {
  const cookie = getCookie(c, SESSION_COOKIE)
  return cookie !== undefined && isSession(token, cookie, nowWallMs)
}
