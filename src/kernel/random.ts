/** A repeatable source of randomness: the same seed gives the same sequence. Never for secrets. */
export type Random = {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [from, to], both included. */
  int(from: number, to: number): number
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string
  /** An independent source derived from this one's seed and a name, so that one consumer's draws do not move another's. */
  fork(name: string): Random
}

/** FNV-1a, 32 bits: spreads a text over the seed space. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** Makes a source from any text (mulberry32 over its hash). */
export function createRandom(seed: string): Random {
  let state = hash(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    hex: (length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join(''),
    fork: (name) => createRandom(`${seed}/${name}`),
  }
}
