import type { Secret } from './secret.ts'
import { unescaped } from './unescaped.ts'

/** Shorter values would be found all over ordinary text. */
const SHORTEST_MASKED = 6

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

/** A secret that stands in a text. */
type Found = { readonly from: number; readonly to: number; readonly tag: string }

/**
 * Makes an empty mask. Hundreds of users mean thousands of spellings, and every frame passes here; but their beginnings
 * are few, because tokens begin alike. So one search for the beginnings tells nearly all text to be clean.
 */
export function createMask(): Mask {
  const tags = new Map<string, string>()
  const byStart = new Map<string, string[]>()
  let starts: RegExp | null = null
  const find = (text: string): Found[] => {
    starts ??= new RegExp([...byStart.keys()].map((start) => RegExp.escape(start)).join('|'), 'g')
    const all: Found[] = []
    starts.lastIndex = 0
    for (let found = starts.exec(text); found !== null; found = starts.exec(text)) {
      const spelling = longestAt(text, found.index, byStart.get(found[0]) ?? [])
      starts.lastIndex = found.index + (spelling === '' ? 1 : spelling.length)
      const tag = tags.get(spelling)
      if (tag !== undefined) all.push({ from: found.index, to: starts.lastIndex, tag })
    }
    return all
  }
  return {
    add(secret, tag) {
      const value = secret.reveal()
      if (value.length < SHORTEST_MASKED) return
      for (const spelling of spellings(value)) {
        if (tags.has(spelling)) continue
        tags.set(spelling, `⟦${tag}⟧`)
        const start = spelling.slice(0, SHORTEST_MASKED)
        const alike = byStart.get(start)
        if (alike !== undefined) alike.push(spelling)
        else {
          byStart.set(start, [spelling])
          starts = null
        }
      }
    },
    text(text) {
      if (tags.size === 0) return text
      const masked = replaced(text, find(text))
      const hidden = unescaped(masked)
      if (hidden === null) return masked
      const back = (place: number) => hidden.at[place] ?? masked.length
      const found = find(hidden.text).map(({ from, to, tag }) => ({ from: back(from), to: back(to), tag }))
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

/** The longest of some spellings that stands at a place in the text; empty when none does. */
function longestAt(text: string, at: number, all: readonly string[]): string {
  let longest = ''
  for (const each of all) if (each.length > longest.length && text.startsWith(each, at)) longest = each
  return longest
}
