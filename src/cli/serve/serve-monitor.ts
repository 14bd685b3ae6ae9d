import { type Clock, createClock } from '../../kernel/clock.ts'
import { messageOf } from '../../kernel/message-of.ts'
import { exitCodes } from '../../model/verdict.ts'
import { createOpenCount } from '../../probes/open-count.ts'
import { createHeartbeat, type Heartbeat } from '../../service/heartbeat.ts'
import { createApp } from '../../service/http/create-app.ts'
import { listen } from '../../service/http/listen.ts'
import { type RunningService, startService } from '../../service/start-service.ts'
import { createLog, type Log } from '../../sinks/log/create-log.ts'
import type { ServeFlags } from '../commands/serve.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { type Opened, openSource } from '../run/open-source.ts'
import { type Terminal, wantsColor } from '../terminal.ts'
import { openSinks } from './open-sinks.ts'
import { planServe, type ServePlan } from './plan-serve.ts'
import { reloadOnEdit } from './reload.ts'
import { watchOf } from './watch-of.ts'

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
  const watch = watchOf(plan.settings.loaded.config, plan.scenarios, opened, flags)
  const sockets = createOpenCount()
  const sinks = await openSinks({ plan, log, clock, ...opened, sockets }, stack)
  const heart = heartOf(plan, log, clock)
  if (heart !== null) stack.use(heart)
  const service = startService({
    ...opened,
    ...sinks,
    sockets,
    clock,
    timeScale: plan.timeScale,
    seed: plan.seed,
    watch,
    ...(heart === null ? {} : { cycled: () => heart.beat() }),
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
  stack.use(reloadOnEdit({ terminal, plan, service, watch, clock, followed: () => undefined }))
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

function heartOf({ heartbeat: url }: ServePlan, log: Log, clock: Clock): Heartbeat | null {
  if (url === null) return null
  return createHeartbeat({
    url,
    clock,
    changed: (isGood, reason) =>
      isGood
        ? log.info({}, 'The heartbeat is heard again.')
        : log.warn({ reason }, 'The heartbeat is not heard: who waits for it may raise an alarm.'),
  })
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
