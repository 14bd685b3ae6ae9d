import type { Hono } from 'hono'
import type { MetricsText } from './app-parts.ts'
import { wantsOpenMetrics } from './wants-open-metrics.ts'

/** `/metrics`: OpenMetrics for those who ask for it, the older text for everybody else. */
export function addMetricsRoute(app: Hono, metrics: MetricsText): void {
  app.get('/metrics', async (c) => {
    const isOpen = wantsOpenMetrics(c)
    const type = isOpen ? metrics.contentTypes.openMetrics : metrics.contentTypes.text
    return c.body(isOpen ? await metrics.openMetrics() : await metrics.text(), 200, { 'Content-Type': type })
  })
}
