import { grown, of, quantileOf } from './ask.ts'
import { manners } from './manners.ts'
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
    { title: 'Machine', panels: machine },
    { title: 'Manners', panels: manners },
  ],
}
