import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'
import type { Memory } from './agent/memory.ts'
import type { Threads } from './api/threads.ts'
import type { Tickets } from './api/tickets.ts'
import type { Tokens } from './auth/tokens.ts'
import type { Connection } from './chat/connection.ts'
import type { Through } from './hook-points.ts'
import type { Instance } from './instance.ts'
import type { Speech } from './speech.ts'
import type { Tasks } from './tasks.ts'

/** What all parts of one twin share; what only one backend process knows is in `Instance`. */
export type World = {
  readonly clock: Clock
  readonly random: Random
  readonly speech: Speech
  readonly through: Through
  readonly tasks: Tasks
  /** Aborts when the twin stops. */
  readonly signal: AbortSignal
  readonly tokens: Tokens
  readonly instances: readonly Instance[]
  /** Connections that were cut off and whose users may come back. */
  readonly dropped: Set<Connection>
  readonly threads: Threads
  readonly tickets: Tickets
  readonly memory: Memory
}
