import type { Context } from 'hono'

/** A scraper that names OpenMetrics, without a weight of 0. */
const wanted = /application\/openmetrics-text(?!\s*;(?:[^,]*;)?\s*q=0(?:\.0*)?(?:\s*[,;]|$))/i

/** Whether the caller asks for OpenMetrics; everybody else gets the older text. */
export function wantsOpenMetrics(c: Context): boolean {
  return wanted.test(c.req.header('accept') ?? '')
}
