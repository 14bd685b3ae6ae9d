import { phases } from '../../model/words.ts'
import { waits } from '../rules/latency.ts'
import { recorded } from '../rules/names.ts'
import { grown, grownInAll, of, quantileOf } from './ask.ts'
import type { Board, Panel } from './panel.ts'
import { lastVerdict, verdictMeanings } from './verdict-scale.ts'

const now: readonly Panel[] = [
  {
    title: 'Is the golden path open?',
    kind: 'stat',
    queries: [{ expr: lastVerdict('scenario="golden-path"'), legend: '{{scenario}}' }],
    meanings: verdictMeanings,
    help: 'The last verdict of the main scenario. Red: open the run, read the first red rung and its domain, call the owner of the domain. Blue or purple: nobody knows; look at the monitor first.',
    page: '/',
    doc: { section: 'the-banner' },
    width: 5,
    height: 5,
  },
  {
    title: 'Error budget left',
    kind: 'stat',
    queries: [{ expr: of(recorded.budgetLeft), legend: 'of 30 days' }],
    unit: 'percentunit',
    decimals: 0,
    steps: [
      { from: -1_000, color: 'red' },
      { from: 0, color: 'orange' },
      { from: 0.5, color: 'green' },
    ],
    help: 'How much of the budget of failed conversations (1 %) is left in its period. Red: it is spent; hold back risky deployments until it has grown again. Needs the recording rules.',
    page: '/incidents',
    doc: { section: 'goldenpathbudgetburn' },
    width: 4,
    height: 5,
  },
  {
    title: 'Leaks',
    kind: 'stat',
    queries: [
      { expr: grownInAll('golden_path_isolation_leaks_total'), legend: 'seen' },
      { expr: grownInAll('golden_path_isolation_pairs_checked_total', '', 'proof="content"'), legend: 'pairs checked' },
    ],
    decimals: 0,
    redFrom: { seen: 1 },
    help: 'What of one user reached another, beside how many pairs of users were looked at: a zero without pairs proves nothing. Anything but 0 seen: call Backend and Security at once, and keep the evidence of the run.',
    page: '/scenarios/cross-user-isolation',
    doc: { domain: 'isolation' },
    width: 5,
    height: 5,
  },
  {
    title: '1011 rate is below',
    kind: 'stat',
    queries: [
      { expr: `bottomk(1, ${of(recorded.raceBound)})`, legend: 'at 95 %, over {{window}}' },
      {
        expr: `${grownInAll('golden_path_race_failures_total')} / ${grownInAll('golden_path_race_attempts_total')}`,
        legend: 'seen in this range',
      },
    ],
    unit: 'percentunit',
    decimals: 2,
    redFrom: { 'seen in this range': 1e-9 },
    help: 'What the races of late still leave possible, since the revision last changed: the highest rate of failed races that could have shown none of them. Only seen is left when one failed. Red is the failed race itself: read its frames before the close. Needs the recording rules.',
    page: '/scenarios/upgrade-race',
    doc: { section: 'the-detection-bound' },
    width: 5,
    height: 5,
  },
  {
    title: 'Revision unchanged since',
    kind: 'stat',
    queries: [
      { expr: `max(${of('golden_path_target_revision_changed_timestamp_seconds')}) * 1000`, legend: 'any service' },
    ],
    unit: 'dateTimeFromNow',
    meanings: [{ value: 0, text: 'no change seen', color: 'text' }],
    help: 'When a service of the target last changed its revision, as far as the monitor has seen. A trouble that began then has a suspect: compare with the gate report of that deployment.',
    page: '/incidents',
    doc: { section: 'did-it-begin-with-a-deployment' },
    width: 5,
    height: 5,
  },
]

const story: readonly Panel[] = [
  {
    title: 'Verdicts',
    kind: 'timeline',
    queries: [{ expr: lastVerdict(), legend: '{{scenario}}' }],
    meanings: verdictMeanings,
    help: 'Every scenario over time. Red in one row only: the page of that scenario says what it asks that others do not. Red in all: start with the lowest rung.',
    page: '/',
    doc: { section: 'the-ladder' },
    width: 16,
    height: 11,
  },
  {
    title: 'Failed runs by domain',
    kind: 'ranking',
    queries: [{ expr: `sort_desc(${grownInAll('golden_path_run_failures_total', 'domain')})`, legend: '{{domain}}' }],
    decimals: 0,
    steps: [
      { from: 0, color: 'green' },
      { from: 1, color: 'red' },
    ],
    help: 'Whose fault the failed runs were, in the time that is shown. The longest bar is the team to call first.',
    page: '/incidents',
    doc: { section: 'whose-fault-is-it' },
    width: 8,
    height: 11,
  },
  {
    title: 'First red rung',
    kind: 'heatmap',
    queries: phases.map((phase, index) => ({
      expr: `sum(increase(${of('golden_path_run_failures_total', `phase="${phase}"`)}[$__rate_interval])) or vector(0)`,
      legend: `${index + 1} ${phase}`,
    })),
    help: 'On which rung runs failed. Everything above the first red rung is void: do not look there. A rung that glows since a deployment names what that deployment broke.',
    page: '/incidents',
    doc: { section: 'the-ladder' },
    width: 12,
    height: 9,
  },
  {
    title: '1011 by reason and phase',
    kind: 'bars',
    queries: [
      {
        expr: grown('golden_path_ws_1011_closes_total', 'reason_class, phase'),
        legend: '{{reason_class}} · {{phase}}',
      },
    ],
    help: 'Sockets that the server closed with 1011, by the words of its reason. The same code stands for bad tokens, factories, start-up and more: read the reason, then the frame before the close, before anybody blames a factory.',
    page: '/scenarios/concurrent-users',
    doc: { section: 'goldenpathcloses1011' },
    width: 12,
    height: 9,
  },
]

const titles: Readonly<Record<keyof typeof waits, string>> = {
  sign_in: 'Sign-in',
  welcome: 'Upgrade to welcome',
  first_event: 'Prompt to first event',
  silence: 'Longest silence',
  answer: 'Prompt to answer',
}

/** A wait beside its limits. */
function latency(measure: keyof typeof waits): Panel {
  const { metric, selector, domain } = waits[measure]
  const more = selector.replace(/^\{|\}$/g, '')
  const limit = (level: 'warn' | 'fail') => ({
    expr: of('golden_path_threshold_seconds', `measure="${measure}",level="${level}"`),
    legend: `limit: ${level}`,
  })
  return {
    title: titles[measure],
    kind: 'lines',
    queries: [
      { expr: quantileOf(0.5, metric, '', more), legend: 'half' },
      { expr: quantileOf(0.9, metric, '', more), legend: 'nine of ten' },
      limit('warn'),
      limit('fail'),
    ],
    unit: 's',
    help: `What half and nine of ten waits of the last hour were shorter than, beside the limits in force. Nine of ten above warn for hours: ask the owner of ${domain} what changed, and compare the load. Above fail, runs fail as well.`,
    page: '/scenarios/golden-path',
    doc: { section: 'goldenpathslow' },
    width: 8,
    height: 8,
  }
}

/** The dashboard to open first. */
export const overview: Board = {
  name: 'golden-path-overview',
  title: 'Golden Path overview',
  description: 'Is chat open for users, whose fault is it when not, and how far can the green be trusted?',
  rows: [
    { title: 'Now', panels: now },
    { title: 'What happened', panels: story },
    {
      title: 'Latency against its limits',
      panels: (['sign_in', 'welcome', 'first_event', 'silence', 'answer'] as const).map(latency),
    },
  ],
}
