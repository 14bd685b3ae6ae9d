import type { Connection } from '../chat/connection.ts'
import type { Instance } from '../instance.ts'

/**
 * Where each instance keeps one manager for each connection, with a cap for each user. A manager is stored under its
 * connection and looked up under the thread when the socket ends, so that none is ever found and freed (failures.md E3).
 */
export class ManagerRegistry {
  readonly #cap: number
  readonly #managers = new Map<Instance, Map<string, string>>()

  constructor(cap: number) {
    this.#cap = cap
  }

  /** Makes the manager of a connection; false when its user has as many as are allowed. */
  admit({ instance, userId, id }: Connection): boolean {
    const managers = this.#of(instance)
    const own = [...managers.values()].filter((owner) => owner === userId)
    if (own.length >= this.#cap) return false
    managers.set(id, userId)
    return true
  }

  /** Frees the manager of a connection that has ended, or means to. */
  release({ instance, thread }: Connection): void {
    this.#of(instance).delete(thread?.id ?? '')
  }

  #of(instance: Instance): Map<string, string> {
    const known = this.#managers.get(instance)
    if (known !== undefined) return known
    const fresh = new Map<string, string>()
    this.#managers.set(instance, fresh)
    return fresh
  }
}
