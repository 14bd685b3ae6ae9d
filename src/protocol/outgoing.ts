/** A frame that we send, before it is written as JSON. */
export type OutgoingFrame = { readonly type: string; readonly [name: string]: unknown }

/** What a prompt says beside its text; null leaves a member out. */
export type UserMessage = {
  readonly content: string
  readonly threadId: string | null
  readonly runId: string | null
  /** ISO 8601. */
  readonly timestamp: string
}

/**
 * A prompt in the one shape that every dialect reads: `content` inside `payload` (protocol.md §4.1; at the root, or as
 * `text`, it goes unread: content-field-mismatch).
 */
export function userMessage(message: UserMessage): OutgoingFrame {
  const { content, threadId, runId, timestamp } = message
  return {
    type: 'user_message',
    payload: {
      content,
      ...(threadId !== null && { thread_id: threadId }),
      ...(runId !== null && { run_id: runId }),
      timestamp,
    },
  }
}

/** Our answer to `handshake_response`; `threadId` is the one it named (protocol.md §3.2). */
export function handshakeAcknowledged(answer: {
  readonly threadId: string | null
  /** ISO 8601 in UTC; null leaves it out. */
  readonly timestamp: string | null
}): OutgoingFrame {
  return {
    type: 'handshake_acknowledged',
    ...(answer.threadId !== null && { thread_id: answer.threadId }),
    ...(answer.timestamp !== null && { timestamp: answer.timestamp }),
  }
}

/** A JSON ping. It proves a live router, never a live agent (protocol.md §3.3). */
export function ping(timestamp: string | number): OutgoingFrame {
  return { type: 'ping', timestamp }
}
