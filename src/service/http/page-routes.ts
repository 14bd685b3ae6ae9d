import type { Hono } from 'hono'
import type { AppParts } from './app-parts.ts'
import { checkInput, filled } from './check-input.ts'
import { findCode } from './find-code.ts'
import { findIncident } from './find-run.ts'
import type { LiveBoard } from './live/live-board.ts'
import { codePage, codesPage } from './pages/code-page.ts'
import { markup } from './pages/html.ts'
import { incidentList } from './pages/incident-list.ts'
import { incidentPage } from './pages/incident-page.ts'
import { livePage } from './pages/live-page.ts'
import { overviewPage } from './pages/overview-page.ts'
import { runsPage } from './pages/runs-page.ts'
import { showPage } from './pages/show-page.ts'
import { runQuerySchema, toRunQuery } from './run-query.ts'
import { addRunRoutes } from './run-routes.ts'
import { addScenarioRoutes } from './scenario-routes.ts'
import { overviewOf } from './view/overview.ts'

/** The pages for people. All of them work without a script. */
export function addPageRoutes(app: Hono, parts: AppParts, board: LiveBoard): void {
  const { service, clock } = parts
  const { history } = service
  app.get('/', (c) => {
    const now = clock.wall()
    return showPage(c, parts, {
      title: 'Overview',
      main: overviewPage(overviewOf(service, now), now),
      scripts: ['live.js'],
    })
  })
  app.get('/live', (c) => {
    const main = livePage(board.runs(), service.scenarios(), clock.wall())
    return showPage(c, parts, { title: 'Live', main, scripts: ['live.js'] })
  })
  app.get('/runs', (c) => {
    const filter = checkInput('The filter', runQuerySchema, filled(c.req.query()))
    const runs = history.runs(toRunQuery(filter))
    const all = service.scenarios()
    const scenarios = all.map(({ scenario }) => scenario.id)
    const running = new Set(all.flatMap(({ runId }) => runId ?? []))
    return showPage(c, parts, { title: 'Runs', main: runsPage({ runs, filter, scenarios, running }, clock.wall()) })
  })
  app.get('/incidents', (c) => {
    const list = incidentList(history.incidents({ limit: 200 }), clock.wall())
    const main = markup`<h1>Incidents</h1><section class="card" aria-label="Incidents">${list}</section>`
    return showPage(c, parts, { title: 'Incidents', main })
  })
  app.get('/incidents/:id', (c) => {
    const incident = findIncident(service, c.req.param('id'))
    const runs = history.runs({ incidentId: incident.id, limit: 50 })
    return showPage(c, parts, { title: incident.code, main: incidentPage(incident, runs, clock.wall()) })
  })
  app.get('/codes', (c) => showPage(c, parts, { title: 'Runbook', main: codesPage() }))
  app.get('/codes/:code', (c) => {
    const entry = findCode(c.req.param('code'))
    const runs = history.runs({ code: entry.code, limit: 20 })
    return showPage(c, parts, { title: entry.code, main: codePage(entry, runs, clock.wall()) })
  })
  addRunRoutes(app, parts, board)
  addScenarioRoutes(app, parts)
}
