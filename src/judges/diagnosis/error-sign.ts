import type { WireEvent } from '../../protocol/wire-event.ts'
import { isRecord } from '../json-body.ts'
import type { Symptom } from '../symptom.ts'
import type { FrameView } from '../view-types.ts'

/** What an error frame says: the best single discriminator there is (protocol.md §2.6, §3.4). */
export type ErrorSign = {
  readonly type: string
  /** `error_code`, empty when absent. */
  readonly code: string
  /** Python exception in `details.error_type`, empty when absent. */
  readonly errorType: string
  /** Everything the frame says in words, its code included. */
  readonly text: string
  readonly seq: number
}

const errorTypes: ReadonlySet<string> = new Set([
  'error_message',
  'authentication_error',
  'connection_error',
  'system_error',
  'critical_task_failure',
  'agent_error',
  'agent_death',
  'agent_timeout_failure',
])

/** Error frames in order. */
export function errorSigns(frames: readonly FrameView[]): ErrorSign[] {
  return frames.flatMap(({ events, fact }) =>
    events.filter((event) => errorTypes.has(event.type)).map((event) => signOf(event, fact.seq)),
  )
}

/** The last error frame before what a symptom is about; null when there was none. */
export function precedingError(symptom: Symptom): ErrorSign | null {
  const frames = symptom.conversation?.frames ?? symptom.socket?.frames ?? []
  // A claim about waiting rests on all that came meanwhile, not on the frame from which it counts.
  const decisive =
    symptom.window === null ? (symptom.frames.at(-1) ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
  return errorSigns(frames).findLast((sign) => sign.seq <= decisive) ?? null
}

function signOf(event: WireEvent, seq: number): ErrorSign {
  const { fields } = event
  const error = isRecord(fields.error) ? fields.error : {}
  const details = isRecord(fields.details) ? fields.details : {}
  const code = text(fields.error_code) || text(error.code) || text(fields.code)
  const errorType = text(details.error_type) || text(fields.error_type)
  const words = [fields.error_message, fields.error, error.message, fields.message, fields.death_cause, fields.reason]
  const nested = [details, fields.error_context, fields.death_context].flatMap((value) =>
    isRecord(value) ? Object.values(value) : [],
  )
  return {
    type: event.type,
    code,
    errorType,
    seq,
    text: [code, ...[...words, ...nested].map(text)].filter(Boolean).join(' '),
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
