import { createClock } from '../../kernel/clock.ts'
import type { FinishedRun } from '../../model/finished-run.ts'
import type { Target } from '../../model/target.ts'
import { measureRun } from '../../runner/measure/measure-run.ts'
import { showSamples } from '../../sinks/metrics/show-samples.ts'
import { targetSamples } from '../../sinks/metrics/target-samples.ts'
import { type Gateway, groupUrl } from '../../sinks/push/gateway.ts'
import { pushMetrics } from '../../sinks/push/push-metrics.ts'
import type { Terminal } from '../terminal.ts'

/** Pushes what runs measured, whatever their purpose: somebody asked for it. Gives whether it got there; if not, says why on stderr. */
export async function pushRuns(
  { err }: Terminal,
  gateway: Gateway,
  target: Target,
  runs: readonly FinishedRun[],
): Promise<boolean> {
  const shown = showSamples([...targetSamples(target), ...runs.flatMap(measureRun)], 'text')
  const url = groupUrl(gateway, target.name)
  const pushed = await pushMetrics(gateway, url, shown, createClock())
  if (pushed.kind === 'pushed') return true
  err.write(`golden-path: the metrics could not be pushed to ${url.href}: ${pushed.reason}\n`)
  return false
}
