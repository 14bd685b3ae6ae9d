/** So many characters of a spelling are looked for at once; shorter ones would be found all over ordinary text. */
export const SHORTEST_SPELLING = 6

/**
 * Stands for the beginning of a spelling with which a text ends: bodies are kept up to a limit, a close reason holds 123
 * bytes. It names nobody, because tokens begin alike.
 */
const CUT_OFF = '⟦part of a secret⟧'

/** A spelling that stands in a text. */
export type Found = { readonly from: number; readonly to: number; readonly tag: string }

/**
 * Finds spellings in text. Hundreds of users mean thousands of spellings, and every frame passes here; but their beginnings
 * are few, because tokens begin alike. So one search for the beginnings tells nearly all text to be clean.
 */
export class SpellingIndex {
  readonly #tags = new Map<string, string>()
  readonly #byStart = new Map<string, string[]>()
  #starts: RegExp | null = null

  get isEmpty(): boolean {
    return this.#tags.size === 0
  }

  /** From now on `spelling`, which has the shortest length or more, is found. The first tag of a spelling stays. */
  add(spelling: string, tag: string): void {
    if (this.#tags.has(spelling)) return
    this.#tags.set(spelling, tag)
    const start = spelling.slice(0, SHORTEST_SPELLING)
    const alike = this.#byStart.get(start)
    if (alike !== undefined) alike.push(spelling)
    else {
      this.#byStart.set(start, [spelling])
      this.#starts = null
    }
  }

  /** All spellings in a text, in its order, none within another: of several at one place the longest. */
  find(text: string): Found[] {
    const starts = this.#pattern()
    const all: Found[] = []
    starts.lastIndex = 0
    for (let found = starts.exec(text); found !== null; found = starts.exec(text)) {
      const alike = this.#byStart.get(found[0]) ?? []
      const spelling = longestAt(text, found.index, alike)
      if (spelling === '' && isCutOff(text, found.index, alike))
        return [...all, { from: found.index, to: text.length, tag: CUT_OFF }]
      starts.lastIndex = found.index + (spelling === '' ? 1 : spelling.length)
      const tag = this.#tags.get(spelling)
      if (tag !== undefined) all.push({ from: found.index, to: starts.lastIndex, tag })
    }
    return all
  }

  #pattern(): RegExp {
    this.#starts ??= new RegExp([...this.#byStart.keys()].map((start) => RegExp.escape(start)).join('|'), 'g')
    return this.#starts
  }
}

/** The longest of some spellings that stands at a place in the text; empty when none does. */
function longestAt(text: string, at: number, all: readonly string[]): string {
  let longest = ''
  for (const each of all) if (each.length > longest.length && text.startsWith(each, at)) longest = each
  return longest
}

/** Whether a text ends, from a place on, within one of some spellings. */
function isCutOff(text: string, at: number, all: readonly string[]): boolean {
  return all.some((each) => each.length > text.length - at && each.startsWith(text.slice(at)))
}
