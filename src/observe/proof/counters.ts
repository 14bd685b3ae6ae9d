import type { Verdict } from '../../model/words.ts'
import type { Ending, Turn } from './story.ts'
import type { Habit } from './usual-scenarios.ts'

/** Counters by their series. What is written down here at 0 is what the monitor writes down before anything happened. */
export type Counters = Map<string, number>

/** Verdicts that rules look at. */
const told: readonly Verdict[] = ['pass', 'degraded', 'fail', 'inconclusive', 'error']

/** What a fresh monitor shows of one scenario. The pairs of rung and domain are some of those that it declares. */
export function freshCounters(scenario: string, { looksForLeaks }: Habit): [string, number][] {
  const of = (name: string, labels: string): [string, number] => [`${name}{scenario="${scenario}",${labels}}`, 0]
  return [
    ...told.map((verdict) => of('golden_path_runs_total', `verdict="${verdict}"`)),
    ...['phase="events",domain="agent"', 'phase="welcome",domain="factory"', 'phase="platform",domain="platform"'].map(
      (pair) => of('golden_path_run_failures_total', pair),
    ),
    ...['good', 'bad'].map((outcome) => of('golden_path_conversations_total', `outcome="${outcome}"`)),
    of('golden_path_ws_upgrades_total', 'status="101"'),
    of('golden_path_ws_closes_total', 'close_code="1011",initiator="server",phase="welcome"'),
    of('golden_path_runs_skipped_total', 'reason="maintenance"'),
    ...(looksForLeaks ? [of('golden_path_isolation_leaks_total', 'channel="nonce"')] : []),
  ]
}

/** What a fresh monitor shows beside its scenarios. */
export const freshTotals: readonly [string, number][] = [
  ['golden_path_ws_1011_closes_total{phase="welcome",reason_class="factory"}', 0],
  ['golden_path_negative_controls_total{control="tampered",result="accepted"}', 0],
  ['golden_path_identity_checks_total{result="mismatch"}', 0],
  ['golden_path_health_disagreements_total{direction="healthy_but_broken"}', 0],
]

/** Counts what a run came to. A run of which nobody foresaw rung and domain makes a new series. */
export function countRun(counters: Counters, { scenario }: Turn, habit: Habit, ending: Ending): void {
  const { verdict, phase = 'events', domain = 'agent', closes1011 = 0, leaks = 0 } = ending
  const grow = (series: string, by = 1) => counters.set(series, (counters.get(series) ?? 0) + by)
  const isTold = verdict === 'pass' || verdict === 'degraded' || verdict === 'fail'
  const bad = ending.bad ?? (verdict === 'fail' ? habit.conversations : 0)
  grow(`golden_path_runs_total{scenario="${scenario}",verdict="${verdict}"}`)
  if (verdict === 'fail')
    grow(`golden_path_run_failures_total{scenario="${scenario}",phase="${phase}",domain="${domain}"}`)
  if (isTold) {
    grow(`golden_path_conversations_total{scenario="${scenario}",outcome="bad"}`, bad)
    grow(`golden_path_conversations_total{scenario="${scenario}",outcome="good"}`, habit.conversations - bad)
  }
  grow(`golden_path_ws_upgrades_total{scenario="${scenario}",status="101"}`, habit.conversations)
  grow(
    `golden_path_ws_closes_total{scenario="${scenario}",close_code="1011",initiator="server",phase="welcome"}`,
    closes1011,
  )
  grow('golden_path_ws_1011_closes_total{phase="welcome",reason_class="factory"}', closes1011)
  if (leaks > 0) grow(`golden_path_isolation_leaks_total{scenario="${scenario}",channel="nonce"}`, leaks)
}
