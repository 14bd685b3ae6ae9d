import type { Secret } from './secret.ts'

/** Shorter values would be found all over ordinary text. */
const SHORTEST_MASKED = 6

/** Replaces known secrets in text by stable tags, so that a foreign token in a frame is still recognisable as one. */
export type Mask = {
  /** From now on every spelling of `secret` is shown as `⟦tag⟧`, for example `⟦token:user-2⟧`. The first tag of a value stays. */
  add(secret: Secret, tag: string): void
  /** The text with every known secret replaced. Costs nothing when there are none. */
  text(text: string): string
}

/** The spellings in which a secret travels: plain, base64, base64url, percent-encoded, JSON-escaped. */
function spellings(value: string): string[] {
  const bytes = Buffer.from(value)
  const base64 = bytes.toString('base64').replace(/=+$/, '')
  const all = [
    value,
    base64,
    bytes.toString('base64url'),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ]
  return [...new Set(all)].sort((a, b) => b.length - a.length)
}

/** Makes an empty mask. */
export function createMask(): Mask {
  const tags = new Map<string, string>()
  let ordered: [string, string][] = []
  return {
    add(secret, tag) {
      const value = secret.reveal()
      if (value.length < SHORTEST_MASKED) return
      for (const spelling of spellings(value)) if (!tags.has(spelling)) tags.set(spelling, `⟦${tag}⟧`)
      ordered = [...tags].sort(([a], [b]) => b.length - a.length)
    },
    text(text) {
      let masked = text
      for (const [spelling, tag] of ordered) if (masked.includes(spelling)) masked = masked.replaceAll(spelling, tag)
      return masked
    },
  }
}
