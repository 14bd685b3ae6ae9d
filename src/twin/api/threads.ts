import type { Clock } from '../../kernel/clock.ts'
import type { Ids } from '../ids.ts'

/** One message of a thread. `createdAt` is Unix seconds. */
export type ThreadMessage = {
  readonly id: string
  readonly role: 'user' | 'assistant'
  readonly content: string
  readonly createdAt: number
}

/** One thread and its owner. */
export type Thread = {
  readonly id: string
  readonly userId: string
  readonly title: string | null
  readonly createdAt: number
  readonly messages: ThreadMessage[]
}

/** The threads of all users, as the database behind all instances holds them. */
export type Threads = {
  create(id: string, userId: string, title: string | null): Thread
  /** Undefined when there is none, or it belongs to somebody else. */
  find(id: string, userId: string): Thread | undefined
  /** Oldest first. */
  list(userId: string): readonly Thread[]
}

/** Older threads of a user are dropped, so that a long-running twin does not grow. */
const mostThreads = 50
/** Older messages of a thread are dropped as well. */
const mostMessages = 100

/** Makes an empty store. */
export function createThreads(clock: Clock): Threads {
  const byUser = new Map<string, readonly Thread[]>()
  const list = (userId: string) => byUser.get(userId) ?? []
  return {
    list,
    find: (id, userId) => list(userId).find((thread) => thread.id === id),
    create(id, userId, title) {
      const thread = { id, userId, title, createdAt: Math.floor(clock.wall() / 1_000), messages: [] }
      byUser.set(userId, [...list(userId), thread].slice(-mostThreads))
      return thread
    },
  }
}

/** Adds a message to a thread. */
export function writeMessage(
  thread: Thread,
  role: ThreadMessage['role'],
  content: string,
  stamp: { readonly ids: Ids; readonly clock: Clock },
): ThreadMessage {
  const createdAt = Math.floor(stamp.clock.wall() / 1_000)
  const message = { id: stamp.ids.message(), role, content, createdAt }
  if (thread.messages.push(message) > mostMessages) thread.messages.shift()
  return message
}
