import { createClock } from '../src/kernel/clock.ts'
import { openApp } from '../src/service/http/app.builder.ts'
import { listen } from '../src/service/http/listen.ts'
import { aFactoryFailure, aGoodRun, aHostileRun } from '../src/service/http/runs.builder.ts'

/** A monitor on a port of its own, with good, failed and hostile runs on record. Disposing stops all of it. */
export async function serveApp() {
  await using stack = new AsyncDisposableStack()
  const app = stack.use(await openApp())
  const server = stack.use(await listen(app.app, { host: '127.0.0.1', port: 0, clock: createClock() }))
  // Disposed first: streams end, so that the server can close.
  stack.defer(() => app.stop.abort(new Error('the test is over')))
  const at = (minute: number) => `2026-11-22T03:${String(minute).padStart(2, '0')}:00.000Z`
  for (let minute = 0; minute < 6; minute++)
    await app.record(aGoodRun({ runId: `good-${minute}`, startedAt: at(minute) }))
  for (const minute of [6, 7]) await app.record(aFactoryFailure({ runId: `bad-${minute}`, startedAt: at(minute) }))
  await app.record(aHostileRun({ runId: 'hostile', scenario: 'other-path', startedAt: at(8) }))
  const incident = app.history.run('bad-6')?.summary.incidentId ?? ''
  const pages = {
    overview: '/',
    runs: '/runs',
    'failed run': '/runs/bad-6',
    'good run': '/runs/good-1',
    'hostile run': '/runs/hostile',
    'narrowed run': '/runs/bad-6?from=0&to=300&user=user-1&pings=1',
    scenario: '/scenarios/golden-path?left=good-0&right=bad-7',
    'hostile scenario': '/scenarios/other-path',
    incidents: '/incidents',
    incident: `/incidents/${incident}`,
    code: '/codes/factory-ssot-validation-1011',
    runbook: '/codes',
    live: '/live',
    'not there': '/runs/none',
  } as const
  const owned = stack.move()
  return { ...app, url: server.url, pages, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
