import type { EvidenceName } from './evidence-file-name.ts'

/** Packed evidence that is not on disk yet. */
export type Waiting = { readonly name: EvidenceName; readonly packed: Buffer }

/** As much as an idle monitor takes in all. */
const MOST_BYTES = 32 * 1024 * 1024

/** Keeps evidence in memory while it cannot be written. When there is no room, runs that did not fail go first, then the oldest. */
export type WaitingRoom = {
  /** How many had to be let go. */
  readonly lost: number
  enter(waiting: Waiting): void
  leave(runId: string): void
  find(runId: string): Buffer | null
  all(): readonly Waiting[]
}

/** Makes an empty one. */
export function createWaitingRoom(mostBytes = MOST_BYTES): WaitingRoom {
  const inside = new Map<string, Waiting>()
  let bytes = 0
  const leave = (runId: string) => {
    bytes -= inside.get(runId)?.packed.length ?? 0
    inside.delete(runId)
  }
  const room = {
    lost: 0,
    leave,
    enter(waiting: Waiting) {
      leave(waiting.name.runId)
      inside.set(waiting.name.runId, waiting)
      bytes += waiting.packed.length
      while (bytes > mostBytes) {
        const all = [...inside.values()]
        const least = all.find(({ name }) => name.verdict !== 'fail') ?? all[0]
        if (least === undefined) return
        leave(least.name.runId)
        room.lost += 1
      }
    },
    find: (runId: string) => inside.get(runId)?.packed ?? null,
    all: () => [...inside.values()],
  }
  return room
}
