import { type Spelling, spellings } from './spellings.ts'

/** So many characters of a spelling are looked for at once; shorter ones would be found all over ordinary text. */
export const SHORTEST_SPELLING = 6

/**
 * Stands for the beginning of a spelling with which a text ends: bodies are kept up to a limit, a close reason holds 123
 * bytes. It names nobody, because tokens begin alike.
 */
const CUT_OFF = '⟦part of a secret⟧'

/** A spelling that stands in a text. */
export type Found = { readonly from: number; readonly to: number; readonly tag: string }

/** A value, and what it has been written as so far: hundreds of tokens in a dozen spellings would fill the memory, and few are ever met. */
type Known = { readonly value: string; readonly tag: string; readonly written: Map<Spelling, string> }
/** A spelling that may begin where its first characters were found. */
type Candidate = { readonly known: Known; readonly spelling: Spelling }

/**
 * Finds values in text, in all their spellings. Hundreds of users mean thousands of them, and every frame passes here; but
 * their beginnings are few, because tokens begin alike. So one search for the beginnings tells nearly all text to be clean.
 */
export class SpellingIndex {
  readonly #values = new Set<string>()
  readonly #byStart = new Map<string, Candidate[]>()
  #starts: RegExp | null = null

  get isEmpty(): boolean {
    return this.#values.size === 0
  }

  /** From now on `value`, which has the shortest length or more, is found. The first tag of a value stays. */
  add(value: string, tag: string): void {
    if (this.#values.has(value)) return
    this.#values.add(value)
    const known: Known = { value, tag, written: new Map() }
    for (const spelling of spellings) {
      const text = spelling(value)
      if (text.length >= SHORTEST_SPELLING) this.#list(text.slice(0, SHORTEST_SPELLING), { known, spelling })
    }
  }

  #list(start: string, candidate: Candidate): void {
    const alike = this.#byStart.get(start)
    if (alike !== undefined) alike.push(candidate)
    else {
      this.#byStart.set(start, [candidate])
      this.#starts = null
    }
  }

  /** All values in a text, in its order, none within another: of several at one place the longest. */
  find(text: string): Found[] {
    const starts = this.#pattern()
    const all: Found[] = []
    starts.lastIndex = 0
    for (let start = starts.exec(text); start !== null; start = starts.exec(text)) {
      const from = start.index
      const found = longestAt(text, from, this.#byStart.get(start[0]) ?? [])
      if (found !== null) all.push(found)
      starts.lastIndex = found?.to ?? from + 1
    }
    return all
  }

  #pattern(): RegExp {
    this.#starts ??= new RegExp([...this.#byStart.keys()].map((start) => RegExp.escape(start)).join('|'), 'g')
    return this.#starts
  }
}

/** The longest that stands at a place in the text, else what the end of the text cuts off there; null when there is neither. */
function longestAt(text: string, from: number, all: readonly Candidate[]): Found | null {
  let longest: Found | null = null
  let isCutOff = false
  for (const candidate of all) {
    const written = writtenBy(candidate)
    if (text.startsWith(written, from)) {
      const to = from + written.length
      if (longest === null || to > longest.to) longest = { from, to, tag: candidate.known.tag }
    } else isCutOff ||= written.length > text.length - from && written.startsWith(text.slice(from))
  }
  return longest ?? (isCutOff ? { from, to: text.length, tag: CUT_OFF } : null)
}

function writtenBy({ known, spelling }: Candidate): string {
  let written = known.written.get(spelling)
  if (written === undefined) {
    written = spelling(known.value)
    known.written.set(spelling, written)
  }
  return written
}
