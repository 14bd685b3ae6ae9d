import { type Counters, countRun, freshCounters, freshTotals } from './counters.ts'
import { notation, type Value } from './notation.ts'
import type { Ending, Story, Turn } from './story.ts'
import { type Habit, habits } from './usual-scenarios.ts'

/** A series of promtool's test format. */
export type InputSeries = { readonly series: string; readonly values: string }

/** The scenarios of a story that names none. */
const USUAL = ['golden-path', 'concurrent-users', 'cross-user-isolation']

const passes = (): Ending => ({ verdict: 'pass' })

/** Plays a story: what Prometheus would have scraped, minute by minute. */
export function simulate(story: Story): InputSeries[] {
  const { minutes, stepMin = 1, scenarios = USUAL, restarts = [], gaps = [], extras = [] } = story
  const book = new Map<string, Value[]>()
  const times = Array.from({ length: Math.floor(minutes / stepMin) + 1 }, (_, index) => index * stepMin)
  const gauges: Counters = new Map()
  let counters = fresh(scenarios)
  let began = 0
  times.forEach((now, index) => {
    const since = now - stepMin
    if (restarts.some((at) => at > since && at <= now)) {
      counters = fresh(scenarios)
      began = now
    }
    for (const turn of turnsBetween(story, scenarios, since, now)) play(story, turn, counters, gauges)
    const isAway = gaps.some((gap) => isWithin(gap, now))
    const all = [...counters, ...gauges, ...planned(story, scenarios, now), ...about(story, now, began)]
    const seen = isAway ? [] : all.filter(([series]) => !isGone(story, series, now))
    for (const [series, value] of seen) valuesOf(book, series, times)[index] = value
    for (const { series, at } of extras) valuesOf(book, series, times)[index] = at(now)
  })
  return [...book].map(([series, values]) => ({ series: labelled(series), values: notation(values) }))
}

/** As if Prometheus had scraped it: every series says where it comes from; those of another monitor say so themselves. */
function labelled(series: string): string {
  if (series.includes('instance="')) return series
  const where = 'instance="monitor:9464"'
  return series.includes('{') ? series.replace('}', `,${where}}`) : `${series}{${where}}`
}

function valuesOf(book: Map<string, Value[]>, series: string, times: readonly number[]): Value[] {
  const values = book.get(series) ?? times.map(() => null)
  book.set(series, values)
  return values
}

function isGone({ removed }: Story, series: string, now: number): boolean {
  return removed !== undefined && now >= removed.atMin && series.includes(`scenario="${removed.scenario}"`)
}

function fresh(scenarios: readonly string[]): Counters {
  return new Map([...scenarios.flatMap((scenario) => freshCounters(scenario, habitOf(scenario))), ...freshTotals])
}

function habitOf(scenario: string): Habit {
  const habit = habits[scenario]
  if (habit === undefined) throw new RangeError(`No story knows how often ${scenario} runs.`)
  return habit
}

/** Runs that end after one minute and until another. */
function turnsBetween({ stopsAtMin }: Story, scenarios: readonly string[], after: number, until: number): Turn[] {
  return scenarios.flatMap((scenario) => {
    const { everyMin, offsetMin, lastsMin } = habitOf(scenario)
    const endOf = (ordinal: number) => ordinal * everyMin + offsetMin + lastsMin
    const first = Math.max(0, Math.floor((after - offsetMin - lastsMin) / everyMin))
    const candidates = Array.from({ length: Math.ceil((until - after) / everyMin) + 2 }, (_, index) => first + index)
    return candidates
      .map((ordinal) => ({ scenario, ordinal, endMin: endOf(ordinal) }))
      .filter(({ endMin }) => endMin > after && endMin <= until && endMin < (stopsAtMin ?? Number.POSITIVE_INFINITY))
  })
}

function play(story: Story, turn: Turn, counters: Counters, gauges: Counters): void {
  const { ending = passes, gaps = [], maintenance } = story
  const { scenario, endMin } = turn
  if (gaps.some((gap) => isWithin(gap, endMin))) return
  if (maintenance !== undefined && isWithin(maintenance, endMin)) {
    const skipped = `golden_path_runs_skipped_total{scenario="${scenario}",reason="maintenance"}`
    counters.set(skipped, (counters.get(skipped) ?? 0) + 1)
    return
  }
  const end = ending(turn)
  const good = end.verdict === 'pass' || end.verdict === 'degraded'
  const success = `golden_path_last_success_timestamp_seconds{scenario="${scenario}"}`
  countRun(counters, turn, habitOf(scenario), end)
  gauges.set(`golden_path_last_run_timestamp_seconds{scenario="${scenario}"}`, endMin * 60)
  gauges.set(success, good ? endMin * 60 : (gauges.get(success) ?? 0))
  gauges.set(`golden_path_last_verdict{scenario="${scenario}",verdict="fail"}`, Number(end.verdict === 'fail'))
}

function isWithin([from, to]: readonly [from: number, to: number], minute: number): boolean {
  return minute >= from && minute < to
}

function planned({ stopsAtMin = Number.POSITIVE_INFINITY }: Story, scenarios: readonly string[], now: number) {
  return scenarios.map((scenario): [string, number] => {
    const { everyMin, offsetMin } = habitOf(scenario)
    const next = (Math.floor((Math.min(now, stopsAtMin) - offsetMin) / everyMin) + 1) * everyMin + offsetMin
    return [`golden_path_next_run_timestamp_seconds{scenario="${scenario}"}`, next * 60]
  })
}

/** What the monitor shows of itself and of its target. */
function about({ revisionAtMin = Number.POSITIVE_INFINITY }: Story, now: number, began: number): [string, number][] {
  return [
    ['golden_path_build_info{version="1.0.0",node="v24.0.0"}', 1],
    ['golden_path_target_info{target="staging",kind="remote",policy="observed"}', 1],
    ['process_start_time_seconds', began * 60],
    [
      'golden_path_target_revision_changed_timestamp_seconds{service="api"}',
      now >= revisionAtMin ? revisionAtMin * 60 : 0,
    ],
    ['golden_path_drill_last_run_timestamp_seconds', 0],
    ...['missed', 'misnamed', 'false_alarm'].map((result): [string, number] => [
      `golden_path_drill_faults{result="${result}"}`,
      0,
    ]),
    ['golden_path_threshold_seconds{measure="first_event",level="warn"}', 5],
    ['golden_path_threshold_seconds{measure="first_event",level="fail"}', 20],
  ]
}
