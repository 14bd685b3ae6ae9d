import type { Hono } from 'hono'
import { showSamples } from '../../sinks/metrics/show-samples.ts'
import type { AppParts } from './app-parts.ts'
import { checkOrigin } from './guard/change-check.ts'
import { createFlights } from './probe/flights.ts'
import { scrapeLimit } from './probe/scrape-limit.ts'
import { Problem } from './problem.ts'
import { unknownScenario } from './start-run.ts'
import { wantsOpenMetrics } from './wants-open-metrics.ts'

/**
 * `/probe?scenario=…`: runs a scenario now and answers with what that run measured, for scrapers that keep the schedule
 * themselves. Must stand behind the token. It is a GET that costs something, so a page of somebody else may not send it.
 */
export function addProbeRoute(app: Hono, { service, clock }: Pick<AppParts, 'service' | 'clock'>): void {
  const flights = createFlights(service, clock)
  app.get('/probe', async (c) => {
    checkOrigin(c)
    const scenario = c.req.query('scenario') ?? ''
    const ids = service.scenarios().map((each) => each.scenario.id)
    if (scenario === '')
      throw new Problem(
        400,
        'Which scenario is to be run?',
        `Ask for /probe?scenario=<id>, with one of: ${ids.join(', ')}.`,
      )
    const limit = scrapeLimit(c.req.header('x-prometheus-scrape-timeout-seconds'))
    const measured = await flights.measure(scenario, limit)
    if (measured === null) throw unknownScenario(scenario, ids)
    const { text, contentType } = showSamples(measured, wantsOpenMetrics(c) ? 'openmetrics' : 'text')
    return c.body(text, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' })
  })
}
