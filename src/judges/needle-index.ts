/** Finds every place of many strings in a text, in one pass: a run with 500 users looks for thousands of them. */
export type NeedleIndex = {
  /** Calls `found` for each needle and place, in order of place. */
  scan(text: string, found: (needle: string, at: number) => void): void
}

/** Shorter strings would be found all over ordinary text, and are left out. */
export const SHORTEST_NEEDLE = 6

const BASE = 31
const SLOTS = 1 << 16
/** The weight of the character that leaves a window. */
const LEAVING = BASE ** (SHORTEST_NEEDLE - 1)

/**
 * Makes an index. A rolling hash over windows of the shortest needle's length says where looking closer is worth it, so
 * that most of a text costs a few operations a character.
 */
export function createNeedleIndex(needles: Iterable<string>): NeedleIndex {
  const heads = new Map<string, string[]>()
  const slots = new Uint8Array(SLOTS)
  for (const needle of new Set(needles)) {
    if (needle.length < SHORTEST_NEEDLE) continue
    const head = needle.slice(0, SHORTEST_NEEDLE)
    const same = heads.get(head)
    if (same === undefined) heads.set(head, [needle])
    else same.push(needle)
    slots[slotOf(hashOf(head))] = 1
  }
  return {
    scan(text, found) {
      let hash = hashOf(text.slice(0, SHORTEST_NEEDLE))
      for (let at = 0; ; at += 1) {
        if (slots[slotOf(hash)] === 1) {
          for (const needle of heads.get(text.slice(at, at + SHORTEST_NEEDLE)) ?? []) {
            if (text.startsWith(needle, at)) found(needle, at)
          }
        }
        const next = at + SHORTEST_NEEDLE
        if (next >= text.length) return
        hash = Math.imul(hash - Math.imul(text.charCodeAt(at), LEAVING), BASE) + text.charCodeAt(next)
      }
    },
  }
}

function hashOf(window: string): number {
  let hash = 0
  for (let i = 0; i < window.length; i += 1) hash = Math.imul(hash, BASE) + window.charCodeAt(i)
  return hash
}

function slotOf(hash: number): number {
  return hash & (SLOTS - 1)
}
