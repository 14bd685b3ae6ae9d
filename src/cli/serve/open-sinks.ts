import type { Guard } from '../../guard/open-guard.ts'
import { targetKey } from '../../guard/target-key.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { MonitorEvent } from '../../model/monitor-event.ts'
import type { Sink } from '../../model/sink.ts'
import type { Target } from '../../model/target.ts'
import type { OpenCount } from '../../probes/open-count.ts'
import { measureRun } from '../../runner/measure/measure-run.ts'
import type { History } from '../../sinks/history/history.ts'
import { openHistory } from '../../sinks/history/open-history.ts'
import type { Log } from '../../sinks/log/create-log.ts'
import { createLogSink } from '../../sinks/log/log-sink.ts'
import { createMetricsSink, type MetricsSink } from '../../sinks/metrics/metrics-sink.ts'
import { createProcessMetrics } from '../../sinks/metrics/process-metrics.ts'
import type { ServePlan } from './plan-serve.ts'

/** What sinks are opened from. */
export type SinkParts = {
  readonly plan: ServePlan
  readonly log: Log
  readonly clock: Clock
  readonly target: Target
  readonly guard: Guard
  /** Chat sockets of all runs. */
  readonly sockets: OpenCount
  /** Browsers of all runs. */
  readonly browsers: OpenCount
}

/** Everything that hears of runs and events. */
export type Sinks = { readonly history: History; readonly metrics: MetricsSink; readonly sinks: readonly Sink[] }

/** Opens log, metrics and history, and lets the metrics remember what the history knows. `stack` closes the history. */
export async function openSinks(parts: SinkParts, stack: AsyncDisposableStack): Promise<Sinks> {
  const { plan, log, clock, target, guard, sockets, browsers } = parts
  const logSink = createLogSink(log)
  let history: History | null = null
  const metrics = createMetricsSink({
    target,
    scenarios: plan.scenarios,
    measure: measureRun,
    live: {
      openSockets: () => sockets.open,
      budgetUsedRatio: ({ urls, budget }) => shareOf(guard.spent(targetKey(urls)), budget.requestsPerMinute),
      isGuardFileUsable: () => guard.trouble() === null,
      size: () => history?.size() ?? null,
      browserProcesses: () => browsers.open,
    },
    process: createProcessMetrics(),
    onProblem: (problem) => log.warn({}, problem),
  })
  const tell = (event: MonitorEvent) => {
    logSink.event(event)
    metrics.event(event)
  }
  history = stack.use(
    await openHistory({ folder: plan.targetDir, clock, limits: plan.settings.loaded.config.history, tell }),
  )
  metrics.restore(history)
  return { history, metrics, sinks: [history, metrics, logSink] }
}

function shareOf(spent: number | null, limit: number): number | null {
  return spent === null ? null : spent / limit
}
