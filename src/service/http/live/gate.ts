/** Lets only so many in at the same time. */
export type Gate = {
  /** How many are in. */
  readonly size: number
  /** Takes a place and gives the way to leave it; null when all places are taken. Leaving twice is leaving once. */
  enter(): Disposable | null
}

/** Makes a gate with so many places. */
export function createGate(places: number): Gate {
  const inside = new Set<Disposable>()
  return {
    get size() {
      return inside.size
    },
    enter() {
      if (inside.size >= places) return null
      const place = { [Symbol.dispose]: () => void inside.delete(place) }
      inside.add(place)
      return place
    },
  }
}
