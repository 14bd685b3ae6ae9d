import type { CloseFact } from '../../model/evidence.ts'
import type { Symptom } from '../symptom.ts'
import { precedingError } from './error-sign.ts'

/** The close a symptom is about, if it is about one. */
export function closeOf({ socket, frames }: Symptom): CloseFact | null {
  const close = socket?.close ?? null
  return close !== null && frames.includes(close.seq) ? close : null
}

/** What was said before and at a close, in the order in which it counts: error frame first, then the reason. */
export function wordsOf(symptom: Symptom): string {
  const sign = precedingError(symptom)
  return [sign?.text ?? '', sign?.errorType ?? '', closeOf(symptom)?.reason ?? ''].join(' ')
}

/** Codes of a socket that ended before it was our turn. */
export const closeShapes = ['accepted-then-closed-1011', 'closed-mid-run', 'closed-without-code'] as const
