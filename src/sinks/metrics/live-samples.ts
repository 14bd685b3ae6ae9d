import type { Target } from '../../model/target.ts'
import { type Sample, sample } from './sample.ts'

/** What is not an event but a state. Each is asked at every scrape, so it must be quick; null: cannot be said now. */
export type LiveReadings = {
  /** Chat sockets that are open now. */
  openSockets(): number
  /** Share of the request budget of the last minute that is used, 0 to 1. */
  budgetUsedRatio(target: Target): number | null
  /** Whether the guard shares its file with other processes. */
  isGuardFileUsable(): boolean
  /** Bytes on disk. */
  size(): { readonly historyBytes: number; readonly evidenceBytes: number } | null
  /** Browser processes that are alive now. */
  browserProcesses(): number
}

/** Reads every state once. `target` is the one in force. */
export function liveSamples(live: LiveReadings, target: Target): Sample[] {
  const ratio = live.budgetUsedRatio(target)
  const size = live.size()
  return [
    sample('golden_path_ws_open_sockets', {}, live.openSockets()),
    sample('golden_path_browser_processes', {}, live.browserProcesses()),
    sample('golden_path_guard_file_usable', {}, Number(live.isGuardFileUsable())),
    ...(ratio === null ? [] : [sample('golden_path_request_budget_used_ratio', {}, ratio)]),
    ...(size === null
      ? []
      : [
          sample('golden_path_data_bytes', { kind: 'history' }, size.historyBytes),
          sample('golden_path_data_bytes', { kind: 'evidence' }, size.evidenceBytes),
        ]),
  ]
}
