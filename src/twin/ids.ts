import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'
import type { Procedure } from './speech.ts'

/** Makes the ids of one instance (protocol.md §7.1): a counter of the whole process, and seeded hexadecimal digits. */
export type Ids = {
  connection(procedure: Procedure): string
  /** The thread a handshake announces; the server gives it another name with the first message. */
  announcedThread(): string
  thread(): string
  /** A run of a thread: it repeats what follows `thread_` in the thread's id. */
  run(threadId: string): string
  request(): string
  message(): string
  /** Not a random UUID, but one that a seed repeats. */
  uuid(): string
}

/** Makes a generator; two with different names never give the same id. */
export function createIds(random: Random, clock: Clock): Ids {
  let counter = random.int(100, 900)
  const stamp = () => `${Math.floor(clock.wall())}_${++counter}_${random.hex(8)}`
  const short = () => `${++counter}_${random.hex(8)}`
  return {
    connection: (procedure) =>
      procedure === 'handshake' ? `ws_conn_${random.hex(16)}_${stamp()}` : `main_${random.hex(8)}`,
    announcedThread: () => `thread_cli_${short()}`,
    thread: () => `thread_session_${short()}`,
    run: (threadId) => `run_${threadId.replace(/^thread_/, '')}_${short()}`,
    request: () => `req_${stamp()}`,
    message: () => `msg_${stamp()}`,
    uuid: () => `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${random.hex(12)}`,
  }
}
