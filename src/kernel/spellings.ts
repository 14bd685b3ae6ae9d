/** Writes a value in one way. */
export type Spelling = (value: string) => string

/**
 * The ways in which a secret travels: plain, hex, percent-encoded, and base64 at each of the three offsets at which it may
 * stand in something longer. Escapes that a writer is free to use or not are no spellings: the mask undoes them, and with
 * them every backslash.
 */
export const spellings: readonly Spelling[] = [
  (value) => value,
  (value) => value.replaceAll('\\', ''),
  (value) => Buffer.from(value).toString('hex'),
  (value) => Buffer.from(value).toString('hex').toUpperCase(),
  (value) => encodeURIComponent(value),
  ...[0, 1, 2].flatMap((offset) => [base64(offset, 'base64'), base64(offset, 'base64url')]),
  ...[0, 1, 2].flatMap((offset) => [inBase64(offset, 'base64'), inBase64(offset, 'base64url')]),
]

/** How many letters of base64 belong to what stands before, by its bytes beyond a multiple of three. */
const lettersBefore = [0, 2, 3]

/** Base64 of a text that stands so many bytes after a multiple of three, and at the end. */
function base64(offset: number, alphabet: 'base64' | 'base64url'): Spelling {
  return (value) =>
    Buffer.from(`${' '.repeat(offset)}${value}`)
      .toString(alphabet)
      .replace(/=+$/, '')
      .slice(lettersBefore[offset])
}

/** The same with something after it: without the letter that the two would share. */
function inBase64(offset: number, alphabet: 'base64' | 'base64url'): Spelling {
  const whole = base64(offset, alphabet)
  return (value) => {
    const letters = Math.floor(((offset + Buffer.byteLength(value)) * 8) / 6)
    return whole(value).slice(0, letters - (lettersBefore[offset] ?? 0))
  }
}
