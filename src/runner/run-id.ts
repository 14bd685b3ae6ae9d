import { randomBytes } from 'node:crypto'
import type { Clock } from '../kernel/clock.ts'

/** Makes the id of a run. It sorts by time, and is unique enough for a file name: `20261122T150901-1f3a9c02`. */
export function newRunId(clock: Pick<Clock, 'wall'>): string {
  const stamp = new Date(clock.wall()).toISOString().replace(/[-:]/g, '').slice(0, 15)
  return `${stamp}-${randomBytes(4).toString('hex')}`
}
