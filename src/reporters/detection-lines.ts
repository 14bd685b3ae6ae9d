import { rateLeftOpen } from '../model/detection-power.ts'
import type { Report } from '../model/report.ts'

/** What the races of a report prove, one line of plain text for each scenario that has some. All its runs count together. */
export function detectionLines({ runs }: Report): string[] {
  return [...Map.groupBy(runs, ({ scenario }) => scenario)].flatMap(([scenario, all]) => {
    const races = all.flatMap(({ detection }) => detection ?? [])
    const [first] = races
    if (first === undefined) return []
    const attempts = races.reduce((sum, race) => sum + race.attempts, 0)
    const failures = races.reduce((sum, race) => sum + race.failures, 0)
    const skews = races.flatMap(({ skewsMs = [] }) => skewsMs).sort((a, b) => a - b)
    const counts = `${scenario}: ${attempts} attempts at a race, ${failures} failures`
    if (failures > 0) return [`${counts}: ${percent(failures / attempts)} failed${apart(skews)}`]
    const bound = percent(rateLeftOpen(attempts, first.confidence))
    return [`${counts}: with ${percent(first.confidence)} confidence fewer than ${bound} fail${apart(skews)}`]
  })
}

/** How far apart the requests left, in ascending order. */
function apart(skewsMs: readonly number[]): string {
  const median = skewsMs[Math.floor(skewsMs.length / 2)]
  const most = skewsMs.at(-1)
  if (median === undefined || most === undefined) return ''
  return `; requests left ${number(median)} ms apart (median), ${number(most)} ms at most`
}

function number(value: number): string {
  return `${Number(value.toPrecision(3))}`
}

function percent(share: number): string {
  return `${number(share * 100)} %`
}
