import type { Json } from '../json.ts'
import { floatTime, isoTime } from '../timestamps.ts'

/** A route-level frame of the server (protocol.md §3.0, ServerMessage). */
export function serverMessage(type: string, data: Json, wallMs: number): Json {
  return { type, data, timestamp: floatTime(wallMs), server_id: null, correlation_id: null }
}

/** A flat error frame (protocol.md §3.0, ErrorMessage). */
export function errorMessage(errorCode: string, text: string, wallMs: number): Json {
  return {
    type: 'error_message',
    error_code: errorCode,
    error_message: text,
    details: {},
    timestamp: floatTime(wallMs),
    recovery_suggestions: null,
  }
}

/** The frame before a 1011 "main mode error" (protocol.md §3.4); `errorType` is a Python exception. */
export function connectionError(errorType: string, wallMs: number): Json {
  const data = {
    error_code: 'CONNECTION_ERROR',
    error_message: 'Connection error in main mode',
    details: { error_type: errorType, mode: 'main' },
    timestamp: isoTime(wallMs),
  }
  return serverMessage('error_message', data, wallMs)
}

/** The reply to a message that no handler knows (protocol.md §3.3). */
export function acknowledgement(receivedType: string, userId: string, wallMs: number): Json {
  return {
    type: 'ack',
    received_type: receivedType,
    timestamp: floatTime(wallMs),
    user_id: userId,
    status: 'acknowledged',
  }
}
