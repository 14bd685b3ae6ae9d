import type { Subject } from './cell.ts'

/**
 * Healthy runs are held to limits of one second. Whatever we do in one millisecond takes this many of the twin's, so this is
 * as fast as a machine with two cores can play target and user honestly.
 */
const HEALTHY = 10
/** Faults are waited for, some of them three minutes, and break limits by more than our own work can. */
const FAULTY = 20

/**
 * How fast a twin may live so that the run is quick and our own work does not look like the target's slowness. A variant
 * that is slow says so in its warnings, and its limits are minutes.
 */
export function timeScaleOf(kind: Subject['kind'], isSlow: boolean): number {
  return kind === 'healthy' && !isSlow ? HEALTHY : FAULTY
}
