import type { Hono } from 'hono'
import { z } from 'zod'
import type { AppParts } from './app-parts.ts'
import { checkInput, filled } from './check-input.ts'
import { findRun, readEvidence } from './find-run.ts'
import type { LiveBoard } from './live/live-board.ts'
import { runPage } from './pages/run-page.ts'
import { runningPage } from './pages/running-page.ts'
import { showPage } from './pages/show-page.ts'
import { startRun, startSchema } from './start-run.ts'

const millis = z.coerce.number().min(0).optional()
const lookSchema = z.strictObject({
  from: millis,
  to: millis,
  facts: z.coerce.number().int().min(1).default(1),
  pings: z.stringbool().default(false),
  user: z.string().max(100).optional(),
})

/** The flight recorder of a run, and the form that starts one. */
export function addRunRoutes(app: Hono, parts: AppParts, board: LiveBoard): void {
  const { service, clock } = parts
  app.post('/runs', async (c) => {
    const wish = checkInput('The form', startSchema, filled(await c.req.parseBody()))
    return c.redirect(`/runs/${encodeURIComponent(startRun(service, wish))}`, 303)
  })
  app.get('/runs/:runId', async (c) => {
    const runId = c.req.param('runId')
    const { from, to, facts, pings, user } = checkInput('The view', lookSchema, filled(c.req.query()))
    const going = service.scenarios().find((each) => each.runId === runId)
    if (going !== undefined) {
      const live = board.runs().find((each) => each.runId === runId) ?? null
      const main = runningPage({ runId, scenario: going.scenario.id, live }, clock.wall())
      return showPage(c, parts, { title: going.scenario.id, main, scripts: ['live.js', 'copy.js'] })
    }
    const { summary, report } = findRun(service, runId)
    const view = {
      summary,
      targetKind: service.target.kind,
      range: from !== undefined && to !== undefined && from < to ? { fromMs: from, toMs: to } : null,
      factsPage: facts,
      pings,
      user: user ?? null,
    }
    const main = runPage({ ...view, report, evidence: await readEvidence(service, runId) }, clock.wall())
    return showPage(c, parts, { title: `${summary.scenario} ${summary.verdict}`, main, scripts: ['copy.js'] })
  })
}
