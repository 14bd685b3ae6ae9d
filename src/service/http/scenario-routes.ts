import type { Hono } from 'hono'
import { z } from 'zod'
import type { AppParts } from './app-parts.ts'
import { checkInput, filled } from './check-input.ts'
import { findRun } from './find-run.ts'
import { scenarioPage } from './pages/scenario-page.ts'
import { showPage } from './pages/show-page.ts'
import { unknownScenario } from './start-run.ts'
import { scenarioStanding } from './view/overview.ts'

const pairSchema = z.strictObject({ left: z.string().max(100).optional(), right: z.string().max(100).optional() })

/** How many runs the numbers of the page are made from. */
const LOOKED_AT = 300

/** How a scenario has been doing. */
export function addScenarioRoutes(app: Hono, parts: AppParts): void {
  const { service, clock } = parts
  app.get('/scenarios/:scenario', (c) => {
    const all = service.scenarios()
    const id = c.req.param('scenario')
    const scheduled = all.find(({ scenario }) => scenario.id === id)
    if (scheduled === undefined) {
      // Runs of a scenario that was taken out stay, and link to it.
      if (service.history.runs({ scenario: id, limit: 1 }).length > 0)
        return c.redirect(`/runs?scenario=${encodeURIComponent(id)}`)
      throw unknownScenario(
        id,
        all.map(({ scenario }) => scenario.id),
      )
    }
    const { left, right } = checkInput('The choice', pairSchema, filled(c.req.query()))
    const runs = service.history.runs({ scenario: id, limit: LOOKED_AT })
    const pair =
      left === undefined || right === undefined
        ? null
        : ([findRun(service, left).summary, findRun(service, right).summary] as const)
    const standing = scenarioStanding(service.history, scheduled, clock.wall())
    const main = scenarioPage({ scheduled, standing, runs, pair }, clock.wall())
    return showPage(c, parts, {
      title: id,
      main,
      styles: ['uplot.css'],
      scripts: ['uplot.js', 'charts.js', 'live.js'],
    })
  })
}
