import type { Hono } from 'hono'
import type { AppParts } from './app-parts.ts'
import { overviewPage } from './pages/overview-page.ts'
import { showPage } from './pages/show-page.ts'
import { overviewOf } from './view/overview.ts'

/** The pages for people. */
export function addPageRoutes(app: Hono, parts: AppParts): void {
  const { service, clock } = parts
  app.get('/', (c) => {
    const nowWallMs = clock.wall()
    const main = overviewPage(overviewOf(service, nowWallMs), nowWallMs)
    return showPage(c, parts, { title: 'Overview', main, scripts: ['live.js'] })
  })
}
