import type { Scenario } from '../../model/scenario.ts'
import type { Urls } from '../../model/target.ts'

/** The target of the demo. It is not called twin: it is watched like any other system. */
export const DEMO_TARGET = 'demo'
/** Where the key of the sign-in is found. */
export const KEY_VARIABLE = 'GOLDEN_PATH_DEMO_KEY'

/** How much faster than a real one the demo lives: its seconds are minutes. */
export const QUICK = 60

/** The same schedule with seconds for minutes and minutes for hours. Only for what is given in those. */
export function quickCron(cron: string): string {
  const [minute = '*', hour = '*'] = cron.trim().split(/\s+/)
  return `${minute} ${hour} * * * *`
}

/**
 * Waits that fit an agent which answers within a second. Milliseconds. A run that waits in vain for a welcome, or for an
 * agent that fell silent, three times `failMs`, must end before the next is due, five seconds later: else that one is
 * skipped, and pages come later than promised.
 */
const thresholds = {
  signIn: { warnMs: 4_000, failMs: 5_000 },
  welcome: { warnMs: 1_400, failMs: 1_500 },
  firstEvent: { warnMs: 1_900, failMs: 2_000 },
  silence: { warnMs: 1_400, failMs: 1_500 },
  answer: { warnMs: 4_000, failMs: 5_000 },
  settleMs: 500,
  lingerMs: 100,
}

/** What a monitor of the demo is configured with: some scenarios, sixty times as often as usual. */
export function demoConfig(urls: Urls, scenarios: readonly Scenario[], watched: readonly string[]): object {
  return {
    defaultTarget: DEMO_TARGET,
    jitterSeconds: 0,
    graceSeconds: 5,
    schedule: Object.fromEntries(
      scenarios.map(({ id, cron }) => [id, watched.includes(id) ? { cron: quickCron(cron) } : { enabled: false }]),
    ),
    targets: {
      [DEMO_TARGET]: {
        urls,
        signIn: { way: 'e2e', keyVariable: KEY_VARIABLE },
        realLlm: true,
        thresholds,
        budget: { requestsPerMinute: 100_000, conversationsPerDay: 1_000_000 },
      },
    },
  }
}
