import type { Thread } from '../api/threads.ts'
import type { Connection } from '../chat/connection.ts'

/** One prompt and the agent's work on it. */
export type Run = {
  readonly id: string
  readonly connection: Connection
  readonly userId: string
  readonly thread: Thread
  readonly prompt: string
}
