import type { ConversationView, SocketView } from './view-types.ts'

/**
 * Whether a conversation began on a socket that was dropped and goes on on this one. What was on its way at that moment is
 * lost with the connection, and nobody can be blamed for it: only what comes after the return is due.
 */
export function isResumed(socket: SocketView | null, conversation: ConversationView | null): boolean {
  return socket?.upgrade?.resumes !== undefined && socket.conversations[0] === conversation
}
