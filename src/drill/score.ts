import { type Drill, type DrillRow, isRight } from '../model/drill.ts'

/** The drill in numbers. */
export type Score = Pick<Drill, 'faults' | 'caught' | 'named' | 'healthy' | 'falseAlarms' | 'errors' | 'spoilt'>

/** Counts faults over all their rows, and healthy runs one by one. */
export function score(rows: readonly DrillRow[]): Score {
  const faults = Object.values(Object.groupBy(of(rows, 'fault'), ({ name }) => name)).map((own) => own ?? [])
  const healthy = of(rows, 'healthy')
  return {
    faults: faults.length,
    caught: faults.filter(isCaught).length,
    named: faults.filter((own) => isCaught(own) && own.every(isRight)).length,
    healthy: healthy.length,
    falseAlarms: healthy.filter(({ outcome }) => outcome === 'false-alarm').length,
    errors: rows.filter(({ outcome }) => outcome === 'error' || outcome === 'cancelled').length,
    spoilt: rows.reduce((sum, row) => sum + row.spoilt.length, 0),
  }
}

/** Seen by every scenario that hunts it; a fault that nobody hunts is never caught. */
function isCaught(rows: readonly DrillRow[]): boolean {
  const hunts = rows.filter(({ hunted }) => hunted)
  return hunts.length > 0 && hunts.every(({ outcome }) => outcome === 'caught' || outcome === 'misnamed')
}

function of(rows: readonly DrillRow[], kind: DrillRow['kind']): readonly DrillRow[] {
  return rows.filter((row) => row.kind === kind)
}

/** Whether everything was caught and named, nothing healthy alarmed, and nothing was left out. Of no rows: no. */
export function isPerfect(rows: readonly DrillRow[]): boolean {
  const { faults, named } = score(rows)
  return rows.length > 0 && named === faults && rows.every(isRight)
}
