import type { IdentityResult } from '../model/measured-words.ts'
import { userIdMatch } from '../protocol/ids.ts'
import type { SocketView } from './view-types.ts'

/** Identities that a server makes up when it lets everybody in (protocol.md §2.4). */
const madeUp = /^(demo-use|relaxed_|emergenc)/

/** One user id on one socket, and what it proves. */
export type IdentityEcho = {
  readonly socket: SocketView
  readonly result: IdentityResult
  /** As received; empty when absent. */
  readonly userId: string
  /** The fact that carried it; null when absent. */
  readonly seq: number | null
}

/** Whether an id is one that a server invents for users it did not authenticate. */
export function isMadeUp(userId: string): boolean {
  return madeUp.test(userId)
}

/**
 * The id in the welcome, or in the first frame that names a user where the welcome names none. Null when nothing can be
 * compared: no token, or no frame at all.
 */
export function identityEcho(socket: SocketView): IdentityEcho | null {
  const sub = socket.user.userId
  const named = firstNamed(socket)
  if (sub === null || (named === null && socket.welcome === null)) return null
  if (named === null) return { socket, result: 'absent', userId: '', seq: null }
  const { userId, seq } = named
  return { socket, result: compare(userId, sub), userId, seq }
}

function compare(userId: string, sub: string): IdentityResult {
  switch (userIdMatch(userId, sub)) {
    case 'whole':
      return 'match'
    case 'prefix':
      return 'prefix_match'
    case 'none':
      return isMadeUp(userId) ? 'collapsed' : 'mismatch'
  }
}

function firstNamed(socket: SocketView): { userId: string; seq: number } | null {
  const { welcome } = socket
  if (welcome !== null && welcome.userId !== null && welcome.userId !== '') {
    return { userId: welcome.userId, seq: welcome.seq }
  }
  for (const { events, fact } of socket.frames) {
    const userId = events.find((event) => event.userId !== null && event.userId !== '')?.userId
    if (userId !== undefined && userId !== null) return { userId, seq: fact.seq }
  }
  return null
}
