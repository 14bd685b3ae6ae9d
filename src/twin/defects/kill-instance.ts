import type { Connection } from '../chat/connection.ts'

/** Cuts every socket of an instance at once, as its death does: no close frame, and nobody knows why. */
export function killInstance({ instance }: Connection): void {
  for (const connection of instance.connections) connection.socket.terminate()
}
