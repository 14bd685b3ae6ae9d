import { UsageError } from '../../config/usage-error.ts'
import type { RunFlags } from '../commands/run.ts'

/** What shapes a twin cannot shape another target. */
export function refuseTwinFlags({ dialect, fault, variant }: Pick<RunFlags, 'dialect' | 'fault' | 'variant'>): void {
  const given = [
    ...(dialect === undefined ? [] : ['--dialect']),
    ...(fault.length === 0 ? [] : ['--fault']),
    ...(variant === undefined ? [] : ['--variant']),
  ]
  if (given.length === 0) return
  throw new UsageError(
    `${given.join(' and ')} shape the twin that a run starts itself; this run speaks to another target.`,
    `Leave ${given.length === 1 ? 'it' : 'them'} out, or use --target twin without addresses.`,
  )
}
