import type { Cell } from './cell.ts'

/**
 * Healthy runs are held to limits of one second. Whatever we do in one millisecond takes this many of the twin's, so this is
 * as fast as a machine with two cores can play target and user honestly.
 */
const HEALTHY = 10
/** Faults break limits by more than our own work can, and some are waited for three minutes; what waits has time to breathe. */
const PATIENT = 20

/** A page lives in real time, whatever its twin does, and two people's clicks must meet within one conversation. */
const BROWSER = 4

/** How fast a twin may live so that the run is quick and our own work does not look like the target's slowness. */
export function timeScaleOf(
  kind: Cell['subject']['kind'],
  { waits, browser }: Pick<Cell, 'waits' | 'browser'>,
): number {
  if (browser) return BROWSER
  return kind === 'healthy' && !waits ? HEALTHY : PATIENT
}
