import { createClock } from '../../kernel/clock.ts'
import { messageOf } from '../../kernel/message-of.ts'
import { exitCodes } from '../../model/verdict.ts'
import { createApp } from '../../service/http/create-app.ts'
import { listen } from '../../service/http/listen.ts'
import { planWatch } from '../../service/plan-watch.ts'
import { type RunningService, startService } from '../../service/start-service.ts'
import { createLog } from '../../sinks/log/create-log.ts'
import type { ServeFlags } from '../commands/serve.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { type Opened, openSource } from '../run/open-source.ts'
import { type Terminal, wantsColor } from '../terminal.ts'
import { openSinks } from './open-sinks.ts'
import { planServe } from './plan-serve.ts'

/**
 * `serve`, from flags to exit code: watches until a signal stops it. Throws a UsageError for what a person can put right,
 * before anything is watched.
 */
export async function serveMonitor(given: Terminal, flags: ServeFlags): Promise<number> {
  const terminal = withDataDir(given, flags.dataDir)
  const plan = await planServe(terminal, flags)
  const log = createLog(terminal.err, wantsColor(terminal.err, terminal.variables))
  using interrupts = listenForInterrupts({
    ...terminal.err,
    write: () => log.info({}, 'Stopping: running scenarios may end first. One more signal ends at once.'),
  })
  const clock = createClock()
  await using stack = new AsyncDisposableStack()
  const opened = stack.use(await openSource(plan.source))
  const watchPlan = planWatch(plan.settings.loaded.config, plan.scenarios, opened.target, clock.wall())
  const sinks = await openSinks({ plan, log, clock, target: opened.target }, stack)
  const service = startService({
    ...opened,
    ...sinks,
    clock,
    timeScale: plan.timeScale,
    seed: plan.seed,
    watch: { ...opened, plan: watchPlan },
  })
  stack.defer(() => service.stop())
  const closing = new AbortController()
  const app = createApp({
    service,
    metrics: sinks.metrics,
    token: plan.token,
    host: flags.listen.host,
    clock,
    stop: closing.signal,
    onDefect: (error) => log.error({ reason: messageOf(error) }, 'A page could not be made.'),
  })
  const server = stack.use(await listen(app, { ...flags.listen, clock }))
  log.info({}, greeting(opened, service, server.url))
  await aborted(interrupts.signal)
  await service.stop()
  closing.abort(interrupts.signal.reason)
  await stack.disposeAsync()
  log.info({}, 'Stopped.')
  return exitCodes.ok
}

function greeting({ target }: Opened, service: RunningService, url: string): string {
  const count = service.scenarios().filter(({ cron }) => cron !== null).length
  const what =
    target.kind === 'embedded'
      ? 'the embedded twin: this is a demo, and its green says nothing about any real system'
      : `target ${target.name} (${target.urls.ws})`
  return `Watching ${what}; ${count} scenarios. Pages, API and metrics: ${url}`
}

/** The flag wins over the variable. */
function withDataDir(terminal: Terminal, folder: string | undefined): Terminal {
  if (folder === undefined) return terminal
  return { ...terminal, variables: { ...terminal.variables, GOLDEN_PATH_DATA_DIR: folder } }
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  else signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}
