import type { FinishedRun } from './finished-run.ts'
import type { MonitorEvent } from './monitor-event.ts'

/**
 * Takes what the monitor has to tell. Never throws and never blocks for long: a sink that cannot do its work says so by its
 * own means, and the monitor goes on watching.
 */
export type Sink = {
  readonly name: string
  finished(run: FinishedRun): void
  event(event: MonitorEvent): void
}
