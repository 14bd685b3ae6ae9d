import type { Broken, Problem } from '../kernel/sqlite-problem.ts'
import type { Store, Written } from '../kernel/sqlite-store.ts'
import { addRows, readRows } from './guard-rows.ts'
import { createGuardStore } from './guard-store.ts'

/** What may last until a person does something. Another process lets go of the file sooner than that. */
const lasting: ReadonlySet<Problem> = new Set(['corrupt', 'read-only', 'full', 'unreachable', 'newer', 'unknown'])

/** A store that goes on in memory while its file cannot be used. */
export type LoneStore = Store & {
  /** Why it goes on alone; null: it does not. */
  trouble(): Broken | null
}

/**
 * Answers from memory while the file cannot be used, beginning with what can still be read of it. As soon as the file can be
 * written again, what was noted down meanwhile goes into it. `hear` is told of both, the second time with null.
 */
export function goOnAlone(shared: Store, hear: (trouble: Broken | null) => void): LoneStore {
  let lone: { readonly store: Store; readonly trouble: Broken } | null = null
  const leave = (trouble: Broken): Store => {
    const store = createGuardStore(':memory:')
    const known = shared.read(readRows)
    if (known.kind === 'done') store.write((database) => addRows(database, known.value))
    lone = { store, trouble }
    hear(trouble)
    return store
  }
  const rejoin = () => {
    if (lone === null) return
    lone.store[Symbol.dispose]()
    lone = null
    hear(null)
  }
  return {
    trouble: () => lone?.trouble ?? null,
    write<Value>(work: Parameters<typeof shared.write<Value>>[0]): Written<Value> {
      const noted = lone?.store.read(readRows)
      const written = shared.write((database) => {
        if (noted?.kind === 'done') addRows(database, noted.value)
        return work(database)
      })
      if (written.kind === 'done') {
        rejoin()
        return written
      }
      const store = lone?.store ?? (lasting.has(written.problem) ? leave(written) : null)
      return store === null ? written : store.write(work)
    },
    read: (work) => (lone?.store ?? shared).read(work),
    [Symbol.dispose]() {
      lone?.store[Symbol.dispose]()
      shared[Symbol.dispose]()
    },
  }
}
