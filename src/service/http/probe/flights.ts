import type { Clock } from '../../../kernel/clock.ts'
import { CallerDeadline } from '../../../kernel/deadline.ts'
import type { FinishedRun } from '../../../model/finished-run.ts'
import { measureRun } from '../../../runner/measure/measure-run.ts'
import { type Sample, sample } from '../../../sinks/metrics/sample.ts'
import { lastRunSamples } from '../../../sinks/metrics/verdict-samples.ts'
import type { Service, StartOutcome } from '../../service.ts'
import type { ScrapeLimit } from './scrape-limit.ts'

/** What one probe measured, each with the run that it is an example of. */
export type Measured = readonly (Sample & { readonly runId?: string })[]

/** Runs that were asked for by scrapers. */
export type Flights = {
  /**
   * Runs a scenario, or joins the run that another scraper has asked for, and gives what it measured; by `limit.answerMs` in
   * any case: what has not ended by then is inconclusive. Who joins shares the time of who came first. Null: there is no
   * such scenario.
   */
  measure(scenario: string, limit: ScrapeLimit | null): Promise<Measured | null>
}

/** Nothing is under way. */
export function createFlights(service: Pick<Service, 'start'>, clock: Clock): Flights {
  const going = new Map<string, Promise<Measured>>()

  /** One run at a time for each scenario: who comes meanwhile gets the same answer. */
  function begin(scenario: string, limit: ScrapeLimit | null): Promise<Measured> | null {
    const caller = new AbortController()
    const outcome = service.start({ scenario, purpose: 'probe', signal: caller.signal })
    if (outcome.kind !== 'started') return refusal(scenario, outcome)
    const cut = limit === null ? null : clock.timer(limit.cutMs, () => caller.abort(outOfTime(limit)))
    const flight = outcome.ended.then(measuredOf).finally(() => {
      cut?.[Symbol.dispose]()
      going.delete(scenario)
    })
    going.set(scenario, flight)
    return flight
  }

  return {
    async measure(scenario, limit) {
      const flight = going.get(scenario) ?? begin(scenario, limit)
      if (flight === null || limit === null) return flight
      const late = Promise.withResolvers<Measured>()
      using _answer = clock.timer(limit.answerMs, () => late.resolve(cutShort(scenario, clock.wall())))
      return await Promise.race([flight, late.promise])
    },
  }
}

function outOfTime({ limitMs }: ScrapeLimit): CallerDeadline {
  return new CallerDeadline('the time limit of the scraper', limitMs / 1_000)
}

function measuredOf(run: FinishedRun): Measured {
  const { runId } = run.report
  return measureRun(run).map((each) => ({ ...each, runId }))
}

/** The monitor did not even begin: a tick that is skipped, as in the schedule. */
function refusal(scenario: string, outcome: Exclude<StartOutcome, { kind: 'started' }>): Promise<Measured> | null {
  if (outcome.kind === 'unknown-scenario') return null
  return Promise.resolve([sample('golden_path_runs_skipped_total', { scenario, reason: outcome.reason })])
}

/** What can be said of a run whose end the caller did not wait for. */
function cutShort(scenario: string, wallMs: number): Measured {
  return [
    sample('golden_path_runs_total', { scenario, verdict: 'inconclusive' }),
    sample('golden_path_runs_inconclusive_total', { scenario, reason: 'caller_deadline' }),
    ...lastRunSamples(scenario, 'inconclusive', wallMs),
  ]
}
