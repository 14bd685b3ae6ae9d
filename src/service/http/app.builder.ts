import { judgeEvidence } from '../../judges/judge.ts'
import { createClock } from '../../kernel/clock.ts'
import { Secret } from '../../kernel/secret.ts'
import type { Evidence } from '../../model/evidence-file.ts'
import type { Scenario } from '../../model/scenario.ts'
import { buildReport } from '../../runner/build-report.ts'
import { idle } from '../../sinks/metrics/metrics.builder.ts'
import { createMetricsSink } from '../../sinks/metrics/metrics-sink.ts'
import { byHand, visit, watchTwin } from '../watched-twin.builder.ts'
import type { AppParts } from './app-parts.ts'
import { createApp } from './create-app.ts'

/** The token of tests. */
export const TOKEN = 'a-token-for-tests-0123456789'

type Over = Partial<Pick<AppParts, 'host' | 'hostNames'>> & { token?: string; more?: readonly Scenario[] }

/** An app over a real service, a real history and a twin; disposing stops all of it. `more`: scenarios beside the usual two. */
export async function openApp(over: Over = {}) {
  await using stack = new AsyncDisposableStack()
  const scenarios: readonly Scenario[] = [
    byHand('golden-path', visit, { users: { default: 1, min: 1, max: 3 }, hunts: ['agent-death-silent'] }),
    byHand('other-path', visit, { tags: [] }),
    ...(over.more ?? []),
  ]
  const watched = stack.use(await watchTwin(scenarios))
  const metrics = createMetricsSink({
    target: watched.target,
    scenarios,
    measure: () => [],
    live: idle,
    onProblem: (problem) => watched.defects.push(problem),
  })
  const stop = new AbortController()
  stack.defer(() => stop.abort(new Error('the test is over')))
  const { token, more: _, ...rest } = over
  const parts: AppParts = {
    service: watched.service,
    metrics,
    clock: createClock(),
    host: '127.0.0.1',
    stop: stop.signal,
    onDefect: (error) => watched.defects.push(String(error.stack)),
    ...rest,
    token: token === undefined ? null : new Secret(token),
  }
  const app = createApp(parts)
  const owned = stack.move()
  return {
    ...watched,
    app,
    parts,
    stop,
    /** Asks as a browser of this machine does. */
    page: (path: string, headers: Record<string, string> = {}) =>
      app.request(path, { headers: { Host: 'localhost:9464', Accept: 'text/html', ...headers } }),
    /** Asks as a program of this machine does. */
    get: (path: string, headers: Record<string, string> = {}) =>
      app.request(path, { headers: { Host: 'localhost:9464', ...headers } }),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      app.request(path, {
        method: 'POST',
        headers: { Host: 'localhost:9464', 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    /** Judges evidence and puts the run on record. */
    async record(evidence: Evidence): Promise<string> {
      watched.history.finished({ report: buildReport(evidence, judgeEvidence(evidence)), evidence })
      await watched.history.flush()
      return evidence.context.runId
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
