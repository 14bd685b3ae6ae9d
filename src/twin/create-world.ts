import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'
import type { Dialect } from '../model/words.ts'
import { createMemory } from './agent/memory.ts'
import { createThreads } from './api/threads.ts'
import { createTickets } from './api/tickets.ts'
import { createTokens } from './auth/tokens.ts'
import type { Connection } from './chat/connection.ts'
import type { Through } from './hook-points.ts'
import { createIds } from './ids.ts'
import type { Instance } from './instance.ts'
import { speeches } from './speech.ts'
import type { Tasks } from './tasks.ts'
import type { World } from './world.ts'

const instanceNames = ['instance-1', 'instance-2']

/** What a world is made of. */
export type WorldParts = {
  readonly clock: Clock
  readonly random: Random
  readonly dialect: Dialect
  readonly through: Through
  readonly tasks: Tasks
  readonly signal: AbortSignal
}

/** Makes the shared state of a twin and its two empty instances. */
export function createWorld(parts: WorldParts): World {
  const { clock, random, dialect, through, tasks, signal } = parts
  const instances = instanceNames.map((name): Instance => {
    return { name, ids: createIds(random.fork(name), clock), connections: new Set<Connection>() }
  })
  return {
    clock,
    random,
    speech: speeches[dialect],
    through,
    tasks,
    signal,
    tokens: createTokens(clock, random.fork('tokens')),
    instances,
    dropped: new Set(),
    threads: createThreads(clock),
    tickets: createTickets(clock),
    memory: createMemory(),
  }
}
