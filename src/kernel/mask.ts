import type { Secret } from './secret.ts'
import { type Found, SHORTEST_SPELLING, SpellingIndex } from './spelling-index.ts'
import { unescaped } from './unescaped.ts'

/** Replaces known secrets in text by stable tags, so that a foreign token in a frame is still recognisable as one. */
export type Mask = {
  /** From now on every spelling of `secret` is shown as `⟦tag⟧`, for example `⟦token:user-2⟧`. The first tag of a value stays. */
  add(secret: Secret, tag: string): void
  /** The text with every known secret replaced. Costs nothing when there are none. */
  text(text: string): string
}

/**
 * The spellings in which a secret travels: plain, base64, base64url, hex, percent-encoded, JSON-escaped. Escapes that a
 * writer is free to use or not are no spellings: the mask undoes them.
 */
function spellings(value: string): string[] {
  const bytes = Buffer.from(value)
  const base64 = bytes.toString('base64').replace(/=+$/, '')
  const all = [
    value,
    base64,
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ]
  return [...new Set(all)]
}

/** Makes an empty mask. */
export function createMask(): Mask {
  const index = new SpellingIndex()
  return {
    add(secret, tag) {
      const value = secret.reveal()
      if (value.length < SHORTEST_SPELLING) return
      for (const spelling of spellings(value)) index.add(spelling, `⟦${tag}⟧`)
    },
    text(text) {
      if (index.isEmpty) return text
      const masked = replaced(text, index.find(text))
      const hidden = unescaped(masked)
      if (hidden === null) return masked
      const back = (place: number) => hidden.at[place] ?? masked.length
      const found = index.find(hidden.text).map(({ from, to, tag }) => ({ from: back(from), to: back(to), tag }))
      return replaced(masked, found)
    },
  }
}

/** The text with a tag in the place of each secret; they stand in the order of the text. */
function replaced(text: string, all: readonly Found[]): string {
  let masked = ''
  let done = 0
  for (const { from, to, tag } of all) {
    masked += text.slice(done, from) + tag
    done = to
  }
  return done === 0 ? text : masked + text.slice(done)
}
