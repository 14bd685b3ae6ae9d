import type { CloseFact } from '../../model/evidence.ts'
import { speaksOfAuth } from './auth-words.ts'

/** Why a server closed with 1011, as far as its reason tells (metric `golden_path_ws_1011_closes_total`). */
export const reasonClasses = [
  'none',
  'auth',
  'factory',
  'service_init',
  'not_ready',
  'mode_error',
  'send_failed',
  'processing',
  'cleanup',
  'internal',
  'keepalive',
  'other',
] as const
/** One of the classes. */
export type ReasonClass = (typeof reasonClasses)[number]

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
