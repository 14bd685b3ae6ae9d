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

/** Makes an empty mask. */
export function createMask(): Mask {
  const index = new SpellingIndex()
  return {
    add(secret, tag) {
      const value = secret.reveal()
      if (value.length >= SHORTEST_SPELLING) index.add(value, `⟦${tag}⟧`)
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
