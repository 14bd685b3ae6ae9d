import type { Scenario } from '../../model/scenario.ts'
import type { History, RunSummary } from '../history/history.ts'
import type { Sample } from './sample.ts'
import { lastRunSamples } from './verdict-samples.ts'

/** Runs that never ended say nothing; a monitor that died again and again leaves many in a row. */
const LOOK_BACK = 50

/** Last verdicts and times of scenarios, from what is remembered of earlier watching. */
export function restoredSamples(scenarios: readonly Scenario[], history: Pick<History, 'runs'>): Sample[] {
  return scenarios.flatMap(({ id: scenario }) => {
    const last = (query: { verdict?: 'pass' | 'degraded' }) =>
      history.runs({ scenario, purpose: 'watch', limit: LOOK_BACK, ...query }).flatMap(endOf)
    const goods = [...last({ verdict: 'pass' }), ...last({ verdict: 'degraded' })]
    const inTime = [...goods.sort(byEnd).slice(-1), ...last({}).sort(byEnd).slice(-1)]
    return inTime.flatMap(({ verdict, endedWallMs }) => lastRunSamples(scenario, verdict, endedWallMs))
  })
}

type End = { readonly verdict: Exclude<RunSummary['verdict'], 'unfinished'>; readonly endedWallMs: number }

function endOf({ verdict, endedWallMs }: RunSummary): End[] {
  return verdict === 'unfinished' || endedWallMs === null ? [] : [{ verdict, endedWallMs }]
}

function byEnd(a: End, b: End): number {
  return a.endedWallMs - b.endedWallMs
}
