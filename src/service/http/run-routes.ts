import type { Hono } from 'hono'
import { z } from 'zod'
import type { AppParts } from './app-parts.ts'
import { checkInput, filled } from './check-input.ts'
import { findRun, readEvidence } from './find-run.ts'
import type { LiveBoard } from './live/live-board.ts'
import { runPage } from './pages/run-page.ts'
import { runningPage } from './pages/running-page.ts'
import { showPage } from './pages/show-page.ts'
import { Problem } from './problem.ts'
import { startFormSchema, startRun } from './start-run.ts'

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
    const wish = checkInput('The form', startFormSchema, filled(await c.req.parseBody()))
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
    const evidence = await readEvidence(service, runId)
    const artifacts = await service.history.artifacts(runId)
    const main = runPage({ ...view, report, evidence, artifacts }, clock.wall())
    return showPage(c, parts, { title: `${summary.scenario} ${summary.verdict}`, main, scripts: ['copy.js'] })
  })
  app.get('/runs/:runId/artifacts/:name', async (c) => {
    const { runId, name } = c.req.param()
    const found = await service.history.artifact(runId, name)
    if (found === null)
      throw new Problem(404, 'There is no such file.', `/runs/${runId.slice(0, 80)} lists what is kept.`)
    // What a page of the target holds is never shown as a page of ours.
    if (found.mediaType !== 'image/png') c.header('Content-Disposition', `attachment; filename="${runId}.${name}"`)
    c.header('Content-Type', found.mediaType)
    return c.body(new Uint8Array(found.bytes))
  })
}
