import type { HttpReply } from '../http/exchange.ts'
import { json } from '../http/exchange.ts'
import type { Ids } from '../ids.ts'
import { isoTime } from '../timestamps.ts'

/** The backend's 401 (protocol.md §6.4). */
export function unauthorized(ids: Ids, message: string, wallMs: number): HttpReply {
  return json(401, {
    error: true,
    error_code: 'AUTH_FAILED',
    message,
    user_message: 'Please sign in again',
    details: { status_code: 401 },
    trace_id: ids.uuid(),
    timestamp: isoTime(wallMs),
    request_id: null,
    stack_trace: [],
  })
}
