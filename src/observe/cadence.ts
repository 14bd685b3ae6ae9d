/** How often a scenario runs on average, and how long a run of it may last. Real milliseconds. */
export type Rhythm = {
  readonly intervalMs: number
  readonly deadlineMs: number
  /** Whether it is one of those that say if the golden path is open: then its failures wake somebody up. */
  readonly isCore: boolean
}

/**
 * When things happen: what every window of a rule is measured in. Rules that are made for another cadence than the
 * schedule's see nothing or too much, so a rule looks after that as well.
 */
export type Cadence = {
  readonly scenarios: ReadonlyMap<string, Rhythm>
  /** How often rules are evaluated. At least as long as the scrape interval. */
  readonly evaluationMs: number
  /** The time in which the error budget may be spent. */
  readonly budgetPeriodMs: number
}

/** The scenario whose interval is the beat of all rules: it is the shortest answer to "is the golden path open?". */
export const MAIN_SCENARIO = 'golden-path'

const DAY_MS = 86_400_000
const EVALUATION_MS = 15_000
const BUDGET_PERIOD_MS = 30 * DAY_MS

/** The cadence of scenarios with these rhythms, for a Prometheus that scrapes four times a minute. */
export function cadenceOf(scenarios: ReadonlyMap<string, Rhythm>): Cadence {
  return { scenarios, evaluationMs: EVALUATION_MS, budgetPeriodMs: BUDGET_PERIOD_MS }
}

/** The same cadence, so many times as fast: for proofs in minutes. Evaluation stays at a second, as fast as programs can. */
export function quickened({ scenarios, budgetPeriodMs }: Cadence, factor: number): Cadence {
  const quick = [...scenarios].map(([id, rhythm]): [string, Rhythm] => [
    id,
    { ...rhythm, intervalMs: rhythm.intervalMs / factor, deadlineMs: rhythm.deadlineMs / factor },
  ])
  return { scenarios: new Map(quick), evaluationMs: 1_000, budgetPeriodMs: budgetPeriodMs / factor }
}

/** The interval of the main scenario, or the shortest there is. Throws a RangeError when there is no scenario at all. */
export function beatMs({ scenarios }: Cadence): number {
  const intervals = [...scenarios.values()].map(({ intervalMs }) => intervalMs)
  if (intervals.length === 0) throw new RangeError('There is no scenario to make rules for.')
  return scenarios.get(MAIN_SCENARIO)?.intervalMs ?? Math.min(...intervals)
}

/** Scenarios of one interval: one rule serves them all. */
export type Band = Rhythm & { readonly ids: readonly string[] }

/** The scenarios by interval, the most frequent first; a band has the longest deadline of its members. */
export function bandsOf({ scenarios }: Pick<Cadence, 'scenarios'>): readonly Band[] {
  const bands = new Map<number, Band>()
  for (const [id, rhythm] of scenarios) {
    const { ids, deadlineMs } = bands.get(rhythm.intervalMs) ?? { ids: [], deadlineMs: 0 }
    const longest = Math.max(deadlineMs, rhythm.deadlineMs)
    bands.set(rhythm.intervalMs, { ...rhythm, ids: [...ids, id], deadlineMs: longest })
  }
  return [...bands.values()].toSorted((a, b) => a.intervalMs - b.intervalMs)
}

/** The same, core scenarios apart from the others. */
export function weightedBandsOf({ scenarios }: Cadence): readonly Band[] {
  return [true, false].flatMap((isCore) =>
    bandsOf({ scenarios: new Map([...scenarios].filter(([, rhythm]) => rhythm.isCore === isCore)) }),
  )
}
