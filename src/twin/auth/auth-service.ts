import type { Random } from '../../kernel/random.ts'
import { type Handler, withHeaders } from '../http/exchange.ts'
import { dispatch, type Routes } from '../http/routes.ts'
import type { AuthDesk } from './auth-desk.ts'
import { e2eSignIn } from './e2e-sign-in.ts'
import { login, register } from './password-routes.ts'
import { serviceHeaders, statusRoutes } from './status-routes.ts'
import { logout, me, refresh, validate, verify } from './token-routes.ts'

/** Bodies above this are answered with 413 (protocol.md §1.1). */
export const authBodyLimit = 50 * 1024

/** The auth service as a handler, with the small and uneven delays of a healthy one. */
export function createAuthService(desk: AuthDesk, random: Random): Handler {
  const routes: Routes = {
    ...statusRoutes(desk),
    'POST /auth/e2e/test-auth': (call) => e2eSignIn(desk, call),
    'POST /auth/login': (call) => login(desk, call),
    'POST /auth/register': (call) => register(desk, call),
    'POST /auth/logout': (call) => logout(desk, call),
    'POST /auth/refresh': (call) => refresh(desk, call),
    'GET /auth/verify': (call) => verify(desk, call),
    'POST /auth/verify': (call) => verify(desk, call),
    'POST /auth/validate': (call) => validate(desk, call),
    'GET /auth/me': (call) => me(desk, call),
  }
  return async (call) => {
    await desk.clock.sleep(random.int(5, 40), call.signal)
    return withHeaders(await dispatch(routes, call), serviceHeaders)
  }
}
