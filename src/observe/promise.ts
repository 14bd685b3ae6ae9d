import { rateLeftOpen } from '../model/detection-power.ts'
import type { Domain } from '../model/words.ts'
import { type Cadence, MAIN_SCENARIO } from './cadence.ts'

/** How long Alertmanager waits before it tells, milliseconds. */
export type Telling = { readonly groupMs: number }

/** How a kind of trouble is noticed. */
export type Noticed = {
  readonly domain: Domain
  /** A fault of the twin that stands for it: it shows in every run. */
  readonly fault: string
  /** The scenario whose runs say so, and how many of them it takes. */
  readonly scenario: string
  readonly runs: number
  /** How long such a run takes until it fails, milliseconds of target time at the default thresholds. */
  readonly lastsMs: number
  readonly alert: string
}

/** A refusal, a crash, a close: the run knows at once. The jitter of the schedule is in it. */
const AT_ONCE_MS = 30_000
/** The limit of a wait, which a silence uses up: three times its threshold, 180 s at most (design.md §4). */
const SILENCE_MS = 180_000
/** A welcome that never comes: three times 10 s. */
const NO_WELCOME_MS = 30_000

const down = (domain: Domain, fault: string, lastsMs: number): Noticed => ({
  domain,
  fault,
  scenario: MAIN_SCENARIO,
  runs: 2,
  lastsMs: lastsMs + AT_ONCE_MS,
  alert: 'GoldenPathDown',
})

/** One trouble of every domain that a target can have. */
export const noticed: readonly Noticed[] = [
  down('network', 'ws-route-missing', 0),
  down('auth', 'sign-in-refused', 0),
  down('handshake', 'no-welcome-frame', NO_WELCOME_MS),
  down('factory', 'factory-ssot-validation-1011', 0),
  down('routing', 'router-signature-mismatch', 0),
  down('agent', 'agent-death-silent', SILENCE_MS),
  down('llm', 'llm-apology-success', 0),
  {
    domain: 'isolation',
    fault: 'cross-user-event-leak',
    scenario: 'cross-user-isolation',
    runs: 1,
    lastsMs: 60_000,
    alert: 'GoldenPathLeak',
  },
  down('platform', 'backend-crash-loop-503', 0),
]

/**
 * The longest time from a fault that shows in every run to the message about it, real milliseconds: the fault begins right
 * after a run has looked; then so many runs must be due and the last of them must end, be scraped, evaluated and told.
 */
export function longestToPage({ scenarios, evaluationMs }: Cadence, trouble: Noticed, telling: Telling): number {
  const rhythm = scenarios.get(trouble.scenario)
  if (rhythm === undefined) throw new RangeError(`${trouble.scenario} is not on the schedule.`)
  return trouble.runs * rhythm.intervalMs + trouble.lastsMs + 2 * evaluationMs + telling.groupMs
}

/** The same on average: a fault begins at any moment between two runs. */
export function usualToPage(cadence: Cadence, trouble: Noticed, telling: Telling): number {
  const { intervalMs = 0 } = cadence.scenarios.get(trouble.scenario) ?? {}
  return longestToPage(cadence, trouble, telling) - intervalMs / 2
}

const DAY_MS = 86_400_000

/**
 * How many false pages a day there are at most when a run of a healthy target fails by accident with this chance, each for
 * itself: two of three runs of a core scenario fail by accident, the last one among them.
 */
export function falsePagesPerDay({ scenarios }: Cadence, accident: number): number {
  const core = [...scenarios.values()].filter(({ isCore }) => isCore)
  const runs = core.reduce((sum, { intervalMs }) => sum + DAY_MS / intervalMs, 0)
  return runs * accident * (1 - (1 - accident) ** 2)
}

/**
 * Runs of healthy twins that `npm run verify` makes at least, in its drill, of every scenario against every variant, and
 * watched by the real programs. Its tests see to it that there are so many and that none of them fails.
 */
export const healthyRuns = { drill: 129, variants: 400, watched: 25 } as const

/** Chances of an accident for which false pages are told: one run of a thousand, of two hundred, of a hundred. */
const ACCIDENTS = [0.001, 0.005, 0.01] as const

/** The promise as rows of a Markdown table: domain, what stands for it, the alert, usual and longest time to the page. */
export function promiseRows(cadence: Cadence, telling: Telling): string[] {
  const minutes = (ms: number) => `${(ms / 60_000).toFixed(0)} min`
  return noticed.map((each) => {
    const { domain, fault, alert, scenario } = each
    const [usual, longest] = [usualToPage, longestToPage].map((time) => minutes(time(cadence, each, telling)))
    return `| ${domain} | \`${fault}\` | ${alert} by \`${scenario}\` | ${usual} | ${longest} |`
  })
}

/** How often healthy runs may fail by accident at most, at 95 %, if none of so many did. In words. */
export function accidentsLeftOpen(runs: number): { readonly rate: number; readonly inWords: string } {
  const rate = rateLeftOpen(runs, 0.95)
  return { rate, inWords: `${(rate * 100).toPrecision(2)} %` }
}

/** False pages as rows of a Markdown table: how often a healthy run fails by accident, and how rarely that pages. */
export function falsePageRows(cadence: Cadence): string[] {
  const runs = Object.values(healthyRuns).reduce((sum, some) => sum + some, 0)
  const { rate, inWords } = accidentsLeftOpen(runs)
  const row = (chance: string, accident: number) =>
    `| ${chance} | one in ${Math.floor(1 / falsePagesPerDay(cadence, accident))} days |`
  return [
    row(`at most ${inWords}: ${runs} healthy runs, none failed (95 %)`, rate),
    ...ACCIDENTS.map((accident) => row(`${accident * 100} %`, accident)),
  ]
}
