import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { answerProblem } from './answer-problem.ts'
import { addApiRoutes } from './api-routes.ts'
import type { AppParts } from './app-parts.ts'
import { addAssetRoutes } from './asset-routes.ts'
import { changeCheck } from './guard/change-check.ts'
import { checkToken } from './guard/check-token.ts'
import { hostCheck } from './guard/host-check.ts'
import { closedWithoutToken, tokenGate } from './guard/token-gate.ts'
import { addHealthRoutes } from './health-routes.ts'
import { concurrencyLimit, limits, smallBodies, urlLimit } from './limits.ts'
import { createGate } from './live/gate.ts'
import { createLiveBoard } from './live/live-board.ts'
import { addLoginRoutes } from './login-routes.ts'
import { addMetricsRoute } from './metrics-route.ts'
import { addPageRoutes } from './page-routes.ts'
import { addProbeRoute } from './probe-route.ts'
import { Problem } from './problem.ts'
import { securityHeaders } from './security-headers.ts'

/**
 * The monitor over HTTP. The order is the guard: what is registered before a check does not pass it. So health and metrics
 * answer everybody, styles and the sign-in page whoever may sign in, and all the rest those who have. Throws a
 * UsageError for a token that could be guessed.
 */
export function createApp(parts: AppParts): Hono {
  checkToken(parts.token)
  const app = new Hono()
  app.onError((error, c) => {
    if (!(error instanceof Problem)) parts.onDefect(error)
    return answerProblem(c, parts, problemOf(error))
  })
  app.notFound((c) => answerProblem(c, parts, nothingHere(c.req.path)))
  app.use(securityHeaders, urlLimit, hostCheck(parts))
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, allowed) => answerProblem(c, parts, notAllowed(c.req.method, allowed)),
    }),
  )
  addHealthRoutes(app, parts.service)
  addMetricsRoute(app, parts.metrics)
  app.use(closedWithoutToken(parts), concurrencyLimit(), changeCheck, smallBodies)
  addAssetRoutes(app)
  addLoginRoutes(app, parts)
  app.use(tokenGate(parts))
  const board = createLiveBoard(() => parts.clock.wall())
  const listening = parts.service.listen(board.hear)
  parts.stop.addEventListener('abort', () => listening[Symbol.dispose](), { once: true })
  addApiRoutes(app, { ...parts, board, streams: createGate(limits.streams) })
  addProbeRoute(app, parts)
  addPageRoutes(app, parts, board)
  return app
}

/** What a handler threw beside a problem is a defect of ours: said as such, without its words, which may be anybody's. */
function problemOf(error: Error): Problem {
  if (error instanceof Problem) return error
  return new Problem(
    500,
    'The monitor could not make this answer.',
    'Watching goes on; the log of the monitor has more.',
  )
}

function nothingHere(path: string): Problem {
  return new Problem(
    404,
    `There is nothing at ${path.slice(0, 200)}.`,
    'The overview at / leads to everything there is.',
  )
}

function notAllowed(method: string, allowed: readonly string[]): Problem {
  const list = allowed.join(', ')
  return new Problem(405, `${method} is not possible here.`, `Possible: ${list}.`, { Allow: list })
}
