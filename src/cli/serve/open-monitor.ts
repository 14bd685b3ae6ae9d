import type { Clock } from '../../kernel/clock.ts'
import { messageOf } from '../../kernel/message-of.ts'
import type { Broken } from '../../kernel/sqlite-problem.ts'
import type { Evidence } from '../../model/evidence-file.ts'
import { createOpenCount } from '../../probes/open-count.ts'
import { createHeartbeat, type Heartbeat } from '../../service/heartbeat.ts'
import { createApp } from '../../service/http/create-app.ts'
import { listen } from '../../service/http/listen.ts'
import { type RunningService, startService } from '../../service/start-service.ts'
import type { History } from '../../sinks/history/history.ts'
import type { Log } from '../../sinks/log/create-log.ts'
import { openSource } from '../run/open-source.ts'
import type { Terminal } from '../terminal.ts'
import { createDrills } from './drill-by-schedule.ts'
import { openSinks } from './open-sinks.ts'
import type { ServePlan } from './plan-serve.ts'
import { reloadOnEdit } from './reload.ts'
import { watchOf } from './watch-of.ts'

/** A monitor that watches, and answers on a port. */
export type Monitor = AsyncDisposable & {
  readonly service: RunningService
  /** Of its pages, for a person. */
  readonly url: string
  /** Lets what runs end within the grace period, while the pages still show it; then closes everything. */
  stop(): Promise<void>
}

/** What a monitor is opened from. */
export type MonitorParts = {
  readonly terminal: Terminal
  readonly plan: ServePlan
  readonly log: Log
  /** At the pace of the wall: schedules are for people. */
  readonly clock: Clock
}

/** Opens target, sinks, service, pages. Throws a UsageError for what a person can put right; then nothing is left open. */
export async function openMonitor({ terminal, plan, log, clock }: MonitorParts): Promise<Monitor> {
  await using stack = new AsyncDisposableStack()
  const opened = stack.use(await openSource(plan.source, { alone: (trouble) => sayGuard(log, trouble) }))
  const { config } = plan.settings.loaded
  const watch = watchOf(config, plan.scenarios, opened, plan.flags)
  const sockets = createOpenCount()
  const browsers = createOpenCount()
  const sinks = await openSinks({ plan, log, clock, ...opened, sockets, browsers }, stack)
  const heart = heartOf(plan, log, clock)
  if (heart !== null) stack.use(heart)
  const lastSeen = await lastEvidence(sinks.history)
  const service = startService({
    ...opened,
    ...sinks,
    sockets,
    browsers,
    keepsArtifacts: true,
    clock,
    timeScale: plan.timeScale,
    seed: plan.seed,
    watch,
    ...(lastSeen === null ? {} : { lastSeen }),
    onDefect: (who, thrown) => log.error({ reason: messageOf(thrown) }, `A defect of ours: ${who} threw.`),
    ...(heart === null ? {} : { cycled: () => heart.beat() }),
  })
  stack.defer(() => service.stop())
  const drills = createDrills({ ...terminal, ...plan, config: plan.flags.config, clock, log, tell: service.tell })
  stack.use(drills).follow(config)
  stack.use(reloadOnEdit({ terminal, plan, service, watch, clock, followed: (edited) => drills.follow(edited) }))
  const closing = new AbortController()
  const { host } = plan.flags.listen
  const app = createApp({
    service,
    metrics: sinks.metrics,
    token: plan.token,
    host,
    hostNames: config.hostNames,
    clock,
    stop: closing.signal,
    onDefect: (error) => log.error({ reason: messageOf(error) }, 'A page could not be made.'),
  })
  const { url } = stack.use(await listen(app, { ...plan.flags.listen, clock }))
  const owned = stack.move()
  const stop = async () => {
    await service.stop()
    closing.abort(new Error('The monitor stops.'))
    await owned.disposeAsync()
  }
  return { service, url, stop, [Symbol.asyncDispose]: stop }
}

/** Of the latest watching that left evidence: what the target was when it was last seen. */
async function lastEvidence(history: History): Promise<Evidence | null> {
  const kept = history.runs({ purpose: 'watch', limit: 50 }).find(({ hasEvidence }) => hasEvidence)
  return kept === undefined ? null : history.evidence(kept.runId)
}

/** A monitor that watches goes on without the file; whoever starts a run by hand is better told. */
function sayGuard(log: Log, trouble: Broken | null): void {
  if (trouble === null) log.info({}, 'The guard is shared with other processes again.')
  else log.error({ reason: trouble.message }, 'The guard goes on for this process alone.')
}

function heartOf({ heartbeat: url }: ServePlan, log: Log, clock: Clock): Heartbeat | null {
  if (url === null) return null
  const changed = (isGood: boolean, reason: string) => {
    if (isGood) log.info({}, 'The heartbeat is heard again.')
    else log.warn({ reason }, 'The heartbeat is not heard: who waits for it may raise an alarm.')
  }
  return createHeartbeat({ url, clock, changed })
}
