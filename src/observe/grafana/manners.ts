import { grown, of } from './ask.ts'
import type { Panel } from './panel.ts'

const common = { width: 8, height: 8, page: '/' } as const

/** How the monitor treats its target, and by what it was told to. */
export const manners: readonly Panel[] = [
  {
    ...common,
    title: 'Request budget used',
    kind: 'lines',
    unit: 'percentunit',
    queries: [{ expr: of('golden_path_request_budget_used_ratio'), legend: 'of the last minute' }],
    steps: [
      { from: 0, color: 'green' },
      { from: 0.8, color: 'orange' },
      { from: 1, color: 'red' },
    ],
    help: 'Share of the requests a minute that the guard allows. At 100 % runs wait or are skipped; spread the schedule before you raise the limit: the target bans who asks too often.',
    doc: { section: 'goldenpathblind' },
  },
  {
    ...common,
    title: 'Limits shared with other processes',
    kind: 'stat',
    queries: [{ expr: of('golden_path_guard_file_usable'), legend: 'the file of the guard can be used' }],
    meanings: [
      { value: 0, text: 'no', color: 'red' },
      { value: 1, text: 'yes', color: 'green' },
    ],
    help: 'No: the disk is full, or the data folder cannot be written; every page of the monitor says which. It goes on within its limits, but a gate or a run by hand will not start.',
    doc: { section: 'goldenpathmonitorsilent' },
  },
  {
    ...common,
    title: 'Requests to the target',
    kind: 'bars',
    queries: [
      { expr: grown('golden_path_target_requests_total', 'role, status_class'), legend: '{{role}} {{status_class}}' },
    ],
    help: 'What we asked of the target, and how it answered. Any 429: the target limits us; every run until then is inconclusive.',
    doc: { domain: 'monitor' },
  },
  {
    ...common,
    title: 'Configuration',
    kind: 'stat',
    queries: [
      { expr: of('golden_path_config_last_reload_successful'), legend: 'last reading was good' },
      { expr: of('golden_path_scenarios_loaded'), legend: 'scenarios' },
    ],
    steps: [
      { from: 0, color: 'red' },
      { from: 1, color: 'green' },
    ],
    help: 'A 0 first: the last edit of the configuration was not good, and the one before it is in force. The page of the monitor says what is wrong with it.',
    doc: { section: 'goldenpathrulesoutdated' },
  },
  {
    ...common,
    title: 'Clock of the target minus ours',
    kind: 'lines',
    unit: 's',
    queries: [{ expr: of('golden_path_clock_offset_seconds'), legend: '{{role}}' }],
    help: 'Beyond some seconds, good tokens look expired or not yet valid. If all roles are off alike, it is our clock.',
    doc: { domain: 'auth' },
  },
]
