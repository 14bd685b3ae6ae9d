import type { Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { AppParts } from './app-parts.ts'
import { sameSecret } from './guard/same-secret.ts'
import { SESSION_COOKIE, SESSION_MS, sealSession } from './guard/session.ts'
import { loginPage } from './pages/login-page.ts'

/** The sign-in page for browsers. The cookie holds no token, no script can read it, and no foreign page can send it. */
export function addLoginRoutes(app: Hono, { token, clock }: AppParts): void {
  if (token === null) return
  app.get('/login', (c) => loginPage(c, { next: localPath(c.req.query('next')), isWrong: false }))
  app.post('/login', async (c) => {
    const form = await c.req.parseBody()
    const next = localPath(form.next)
    const given = typeof form.token === 'string' ? form.token.trim() : ''
    if (!sameSecret(given, token.reveal())) return loginPage(c, { next, isWrong: true })
    const cookie = sealSession(token, clock.wall() + SESSION_MS)
    setCookie(c, SESSION_COOKIE, cookie, {
      httpOnly: true,
      sameSite: 'Lax',
      secure: isOverTls(c),
      path: '/',
      maxAge: SESSION_MS / 1_000,
    })
    return c.redirect(next, 303)
  })
  app.post('/logout', (c) => {
    deleteCookie(c, SESSION_COOKIE, { path: '/' })
    return c.redirect('/login', 303)
  })
}

/** Whether the browser speaks TLS to the proxy before us; whoever lies about that only harms itself. */
function isOverTls(c: Context): boolean {
  return c.req.header('x-forwarded-proto') === 'https'
}

/** Where to go after signing in: a path of ours and nothing that a browser takes for another host. */
export function localPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.includes('\\')) return '/'
  return wanted
}
