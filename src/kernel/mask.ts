import type { Secret } from './secret.ts'
import { type Found, SHORTEST_SPELLING, SpellingIndex } from './spelling-index.ts'
import { unescaped } from './unescaped.ts'

/** A page that shows JSON in which a URL stands has three layers of escapes. */
const MOST_LAYERS = 3

/** Replaces known secrets in text by stable tags, so that a foreign token in a frame is still recognisable as one. */
export type Mask = {
  /** From now on every spelling of `secret` is shown as `⟦tag⟧`, for example `⟦token:user-2⟧`. The first tag of a value stays. */
  add(secret: Secret, tag: string): void
  /** The text with every known secret replaced. Costs nothing when there are none. */
  text(text: string): string
}

/**
 * The spellings in which a secret travels: plain, hex, percent-encoded, and base64 at each of the three offsets at which it
 * may stand in something longer. Escapes that a writer is free to use or not are no spellings: the mask undoes them, and
 * with them every backslash.
 */
function spellings(value: string): string[] {
  const hex = Buffer.from(value).toString('hex')
  const all = [
    value,
    value.replaceAll('\\', ''),
    hex,
    hex.toUpperCase(),
    encodeURIComponent(value),
    ...[0, 1, 2].flatMap((offset) => base64At(value, offset)),
  ]
  return [...new Set(all)].filter(({ length }) => length >= SHORTEST_SPELLING)
}

/**
 * How base64, also that for URLs, writes a text that stands `offset` bytes after a multiple of three: with nothing after it, and
 * without the letter that it would share with what follows.
 */
function base64At(value: string, offset: number): string[] {
  const bytes = Buffer.from(`${' '.repeat(offset)}${value}`)
  const [from = 0, to] = [[0, 2, 3][offset], Math.floor((bytes.length * 8) / 6)]
  const whole = [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')]
  return whole.flatMap((each) => [each.slice(from), each.slice(from, to)])
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
    text: (text) => (index.isEmpty ? text : replaced(text, foundIn(index, text, MOST_LAYERS))),
  }
}

/** What stands in a text, plainly or behind so many layers of escapes, in the order of the text. */
function foundIn(index: SpellingIndex, text: string, layers: number): Found[] {
  const plain = index.find(text)
  const below = layers === 0 ? null : unescaped(text)
  if (below === null) return plain
  const { starts, ends } = below
  const hidden = foundIn(index, below.text, layers - 1).map(({ from, to, tag }) => {
    return { from: starts[from] ?? 0, to: ends[to - 1] ?? text.length, tag }
  })
  return [...plain, ...hidden].sort((a, b) => a.from - b.from || b.to - a.to)
}

/** The text with a tag in the place of each secret. Of two that overlap the first counts, or the longer. */
function replaced(text: string, all: readonly Found[]): string {
  let masked = ''
  let done = 0
  for (const { from, to, tag } of all) {
    if (from < done) continue
    masked += text.slice(done, from) + tag
    done = to
  }
  return done === 0 ? text : masked + text.slice(done)
}
