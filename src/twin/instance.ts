import type { Connection } from './chat/connection.ts'
import type { Ids } from './ids.ts'

/** One of the backend's processes. Nothing here is known to the others. */
export type Instance = {
  readonly name: string
  readonly ids: Ids
  /** Open sockets, oldest first. */
  readonly connections: Set<Connection>
}
