import type { Connection } from '../chat/connection.ts'

/** One prompt and the agent's work on it. */
export type Run = {
  readonly id: string
  readonly connection: Connection
  readonly userId: string
  readonly threadId: string
  readonly prompt: string
}
