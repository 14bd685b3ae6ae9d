/** Text with its escapes undone, and where each of its characters stood. */
export type Unescaped = {
  readonly text: string
  /** Where character `i` of `text` begins in the original, and where it ends. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

const BACKSLASH = 0x5c
const PERCENT = 0x25
const AMPERSAND = 0x26
const MOST_ASCII = 0x7f
const MOST_UNICODE = 0x10ffff

/** Entities that a page must use, or may: these by name, all others by number. */
const entities: ReadonlyMap<string, string> = new Map([
  ['quot', '"'],
  ['apos', "'"],
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
])
/** Characters between `&` and `;`, for example `#x10ffff`. */
const LONGEST_ENTITY = 8

/**
 * Undoes escapes such as `\\u0041`, `\\"`, `%41` and `&#65;`: whoever writes a text is free to hide any character so. Backslashes
 * go, since nobody knows how often they were doubled (JSON within JSON doubles them). Null when there is nothing to undo. A
 * character that percent escapes write as several bytes stays as it is. Reads each character once: frames have up to 4 MiB.
 */
export function unescaped(text: string): Unescaped | null {
  if (!/[\\%&]/.test(text)) return null
  const plain = new Plain(text.length)
  for (let at = 0; at < text.length; ) at = takeNext(text, at, plain)
  return plain.length === text.length ? null : plain.finish()
}

/** Text in the making, with room for the original: every escape is longer than what it hides. */
class Plain {
  length = 0
  readonly #codes: Uint16Array
  readonly #starts: Uint32Array
  readonly #ends: Uint32Array

  constructor(room: number) {
    this.#codes = new Uint16Array(room)
    this.#starts = new Uint32Array(room)
    this.#ends = new Uint32Array(room)
  }

  /** Adds a UTF-16 code that stood from `start` to `end`, and gives `end`. */
  add(code: number, start: number, end: number): number {
    this.#codes[this.length] = code
    this.#starts[this.length] = start
    this.#ends[this.length] = end
    this.length += 1
    return end
  }

  finish(): Unescaped {
    const text = Buffer.from(this.#codes.buffer, 0, this.length * 2).toString('utf16le')
    return { text, starts: this.#starts.subarray(0, this.length), ends: this.#ends.subarray(0, this.length) }
  }
}

/** Takes over what stands at a place, and gives the place after it. */
function takeNext(text: string, at: number, plain: Plain): number {
  const code = text.charCodeAt(at)
  if (code === BACKSLASH) return takeBackslashes(text, at, plain)
  if (code === AMPERSAND) return takeEntity(text, at, plain)
  const byte = code === PERCENT ? hexAt(text, at + 1, 2) : -1
  return byte >= 0 && byte <= MOST_ASCII ? plain.add(byte, at, at + 3) : plain.add(code, at, at + 1)
}

function takeBackslashes(text: string, at: number, plain: Plain): number {
  let end = at
  while (text.charCodeAt(end) === BACKSLASH) end++
  const code = text[end] === 'u' ? hexAt(text, end + 1, 4) : -1
  return code < 0 ? end : plain.add(code, at, end + 5)
}

function takeEntity(text: string, at: number, plain: Plain): number {
  const written = text.slice(at + 1, at + LONGEST_ENTITY + 2)
  const length = written.indexOf(';')
  const shown = length < 1 ? null : shownBy(written.slice(0, length).toLowerCase())
  if (shown === null) return plain.add(AMPERSAND, at, at + 1)
  const end = at + length + 2
  for (let i = 0; i < shown.length; i++) plain.add(shown.charCodeAt(i), at, end)
  return end
}

/** The character of an entity; null when there is none of that name or number. */
function shownBy(entity: string): string | null {
  const byName = entities.get(entity)
  if (byName !== undefined) return byName
  const [, hex, decimal] = /^#(?:x([0-9a-f]+)|(\d+))$/.exec(entity) ?? []
  const code = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16)
  return code <= MOST_UNICODE ? String.fromCodePoint(code) : null
}

/** The number that so many hexadecimal digits write; -1 when they are none. */
function hexAt(text: string, from: number, digits: number): number {
  const written = text.slice(from, from + digits)
  return written.length === digits && /^[0-9a-f]+$/i.test(written) ? Number.parseInt(written, 16) : -1
}
