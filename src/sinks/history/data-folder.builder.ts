import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { historyLimitsSchema } from '../../config/history-limits.ts'
import { createClock } from '../../kernel/clock.ts'
import type { MonitorEvent } from '../../model/monitor-event.ts'
import type { RunReport } from '../../model/report.ts'
import type { History } from './history.ts'
import { type HistoryOptions, openHistory } from './open-history.ts'

/** A data folder that is removed in the end, and histories opened over it. */
export type DataFolder = Disposable & {
  readonly folder: string
  /** What the histories told, in order. */
  readonly told: MonitorEvent[]
  open(over?: Partial<HistoryOptions>): Promise<History>
}

/** Nothing goes because it is old, whenever the tests run. */
export const patient = historyLimitsSchema.parse({ maxAgeDays: 365_000 })

/** Makes an empty data folder. */
export function dataFolder(): DataFolder {
  const top = mkdtempSync(join(tmpdir(), 'golden-path-history-'))
  const folder = join(top, 'data')
  const told: MonitorEvent[] = []
  return {
    folder,
    told,
    open: (over) =>
      openHistory({
        folder,
        clock: createClock(),
        limits: patient,
        tell: (event) => told.push(event),
        ...over,
      }),
    [Symbol.dispose]: () => rmSync(top, { recursive: true }),
  }
}

/** That a run began, as the service tells it. */
export function started(report: RunReport): MonitorEvent {
  const { runId, scenario, purpose, seed } = report
  return { kind: 'run-started', wallMs: Date.parse(report.startedAt), runId, scenario, purpose, seed }
}
