import type { CloseFact } from '../../model/evidence.ts'
import type { ReasonClass } from '../../model/measured-words.ts'
import { speaksOfAuth } from './auth-words.ts'

/** In this order: the reasons on record (protocol.md §2.6), the telling words first. */
const words: readonly (readonly [ReasonClass, RegExp])[] = [
  ['keepalive', /keepalive|ping timeout/i],
  ['factory', /factory/i],
  ['service_init', /service initialization failed|startup incomplete/i],
  ['not_ready', /not ready|service unavailable|startup timeout/i],
  ['mode_error', /\bmode error/i],
  ['send_failed', /failed to establish connection|send failed/i],
  ['processing', /processing error/i],
  ['cleanup', /cleanup/i],
  ['internal', /internal/i],
]

/** The class of a close's reason. */
export function reasonClass({ reason }: Pick<CloseFact, 'reason'>): ReasonClass {
  if (reason.trim() === '') return 'none'
  const known = words.find(([, pattern]) => pattern.test(reason))?.[0]
  return known ?? (speaksOfAuth(reason) ? 'auth' : 'other')
}
