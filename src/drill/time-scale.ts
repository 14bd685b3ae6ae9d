import type { Scenario } from '../model/scenario.ts'
import type { Subject } from './cell.ts'

/** Healthy runs are held to their limits, so our own bursts of work must weigh little in the twin's time. */
const HEALTHY = 10
/** Faults are waited for, some of them three minutes. */
const FAULTY = 20
/** Scenarios that hold a socket for a quarter of an hour would take the whole drill otherwise. */
const SLOW = 60

/** How fast a twin may live so that the run is quick and our own work does not look like the target's slowness. */
export function timeScaleOf(subject: Subject, scenario: Scenario): number {
  if (scenario.tags.includes('slow')) return SLOW
  return subject.kind === 'healthy' ? HEALTHY : FAULTY
}
