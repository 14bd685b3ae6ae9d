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
  list(userId: string): readonly Thread[]
  /** Nothing when the thread is not known. */
  write(id: string, role: ThreadMessage['role'], content: string): ThreadMessage | undefined
}

/** Older messages of a thread are dropped, so that a long-running twin does not grow. */
const longest = 100

/** Makes an empty store. */
export function createThreads(clock: Clock, ids: Ids): Threads {
  const threads = new Map<string, Thread>()
  const seconds = () => Math.floor(clock.wall() / 1_000)
  return {
    create(id, userId, title) {
      const thread = { id, userId, title, createdAt: seconds(), messages: [] }
      threads.set(id, thread)
      return thread
    },
    find(id, userId) {
      const thread = threads.get(id)
      return thread?.userId === userId ? thread : undefined
    },
    list: (userId) => [...threads.values()].filter((thread) => thread.userId === userId),
    write(id, role, content) {
      const messages = threads.get(id)?.messages
      if (messages === undefined) return undefined
      const message = { id: ids.message(), role, content, createdAt: seconds() }
      if (messages.push(message) > longest) messages.shift()
      return message
    },
  }
}
