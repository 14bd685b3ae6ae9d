import { grown, of, quantileOf } from './ask.ts'
import type { Board, Panel } from './panel.ts'

const common = { width: 8, height: 8, page: '/' } as const

const drilled = of('golden_path_drill_last_run_timestamp_seconds')

const schedule: readonly Panel[] = [
  {
    ...common,
    title: 'Schedule lag',
    kind: 'lines',
    unit: 's',
    queries: [
      { expr: quantileOf(0.5, 'golden_path_schedule_lag_seconds'), legend: 'half' },
      { expr: quantileOf(0.99, 'golden_path_schedule_lag_seconds'), legend: '99 of 100' },
    ],
    help: 'How much later than planned ticks came. Above a second: the machine is too busy, and latencies that it measures are partly its own.',
    doc: { section: 'goldenpathschedulestopped' },
  },
  {
    ...common,
    title: 'Seconds to the next run',
    kind: 'ranking',
    unit: 's',
    decimals: 0,
    queries: [
      {
        expr: `sort(${of('golden_path_next_run_timestamp_seconds')} > 0) - time()`,
        legend: '{{scenario}}',
      },
    ],
    steps: [
      { from: -1_000_000, color: 'red' },
      { from: -60, color: 'green' },
    ],
    help: 'When each scenario runs next. Below 0 for a minute: the schedule stands still; read the log, then start the monitor again.',
    doc: { section: 'goldenpathschedulestopped' },
  },
  {
    ...common,
    title: 'Skipped ticks by reason',
    kind: 'bars',
    queries: [{ expr: grown('golden_path_runs_skipped_total', 'reason'), legend: '{{reason}}' }],
    help: 'Ticks that did not become a run. Overlap: runs last longer than their interval. Budget, llm_cap: the limits of the guard are too tight for the schedule. Back_off: the target told us to wait.',
    doc: { section: 'goldenpathnosuccess' },
  },
]

const trust: readonly Panel[] = [
  {
    ...common,
    title: 'Inconclusive runs by reason',
    kind: 'bars',
    queries: [{ expr: grown('golden_path_runs_inconclusive_total', 'reason'), legend: '{{reason}}' }],
    help: 'Runs that say nothing. Rate_limited: our own manners, or somebody shares our address. No_positive_control: a proof of isolation that proved nothing.',
    doc: { section: 'goldenpathblind' },
  },
  {
    ...common,
    title: 'Errors of the monitor by reason',
    kind: 'bars',
    queries: [{ expr: grown('golden_path_run_errors_total', 'reason'), legend: '{{reason}}' }],
    help: 'Runs that the monitor spoilt. Loop_stalled: give it more processor. Credentials: the key is wrong or gone. Offline: its own network. The rest is a defect of ours.',
    doc: { section: 'goldenpathblind' },
  },
  {
    ...common,
    title: 'Drill: faults by what came of them',
    kind: 'ranking',
    decimals: 0,
    queries: [{ expr: `sum by (result) (${of('golden_path_drill_faults')})`, legend: '{{result}}' }],
    redFrom: { missed: 1, misnamed: 1, false_alarm: 1 },
    help: 'The last drill against the twin. Missed and misnamed are what a green may hide; false alarms are what a red may make up. Run the drill again and read its table.',
    doc: { section: 'goldenpathdrillfailed' },
  },
  {
    ...common,
    title: 'Age of the last drill',
    kind: 'stat',
    unit: 's',
    queries: [{ expr: `(time() - ${drilled}) and ${drilled} > 0 or ${drilled} - 1`, legend: 'since the last drill' }],
    meanings: [{ value: -1, text: 'never', color: 'orange' }],
    steps: [
      { from: 0, color: 'green' },
      { from: 691_200, color: 'red' },
    ],
    help: 'How long ago the monitor last proved that it sees. More than eight days: plan drills in the configuration, or run one now.',
    doc: { section: 'goldenpathdrillstale' },
  },
]

const machine: readonly Panel[] = [
  {
    ...common,
    title: 'Event loop',
    kind: 'lines',
    unit: 's',
    queries: [{ expr: of('nodejs_eventloop_lag_p99_seconds'), legend: 'lag, 99 of 100' }],
    help: 'How late the process came to its own work. Above a tenth of a second its measurements suffer; runs in which it stalled are errors, not failures.',
    doc: { section: 'goldenpathblind' },
  },
  {
    ...common,
    title: 'Memory',
    kind: 'lines',
    unit: 'bytes',
    queries: [{ expr: of('process_resident_memory_bytes'), legend: 'resident' }],
    help: 'Memory of the process. It is flat; if it climbs for a day, keep a heap snapshot and start it again.',
    doc: { section: 'goldenpathmonitorsilent' },
  },
  {
    ...common,
    title: 'Browser processes',
    kind: 'lines',
    queries: [{ expr: of('golden_path_browser_processes'), legend: 'alive' }],
    help: 'Browsers that are alive. 0 between runs of browser scenarios; one that stays has escaped: start the monitor again.',
    doc: { section: 'goldenpathmonitorsilent' },
  },
  {
    ...common,
    title: 'History: writes',
    kind: 'bars',
    queries: [{ expr: grown('golden_path_history_writes_total', 'result'), legend: '{{result}}' }],
    help: 'Writes to the history. Failed: the disk is full or read-only. The monitor goes on watching, but nobody will be able to look back.',
    doc: { section: 'goldenpathmonitorsilent' },
  },
  {
    ...common,
    title: 'History: size',
    kind: 'lines',
    unit: 'bytes',
    queries: [{ expr: of('golden_path_data_bytes'), legend: '{{kind}}' }],
    help: 'What is kept on disk. It levels off at the limits of the configuration.',
    doc: { section: 'goldenpathmonitorsilent' },
  },
  {
    ...common,
    title: 'Request budget used',
    kind: 'lines',
    unit: 'percentunit',
    queries: [
      { expr: of('golden_path_request_budget_used_ratio'), legend: 'of the last minute' },
      { expr: of('golden_path_guard_file_usable'), legend: 'shared with other processes (100 %: yes)' },
    ],
    steps: [
      { from: 0, color: 'green' },
      { from: 0.8, color: 'orange' },
      { from: 1, color: 'red' },
    ],
    help: 'Share of the requests a minute that the guard allows. At 100 % runs wait or are skipped; spread the schedule before you raise the limit: the target bans who asks too often. When it is not shared, its file cannot be used (every page says why): this process keeps to the limits alone, and others know nothing of it.',
    doc: { section: 'goldenpathblind' },
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

/** The dashboard about ourselves: how far can the others be trusted? */
export const monitor: Board = {
  name: 'golden-path-monitor',
  title: 'Golden Path: the monitor itself',
  description:
    'Whether the monitor runs when it should, says something when it runs, and still sees what it should see.',
  rows: [
    { title: 'Schedule', panels: schedule },
    { title: 'Trust', panels: trust },
    { title: 'Machine and manners', panels: machine },
  ],
}
