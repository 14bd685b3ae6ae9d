/** Shorter pieces of base64 turn up in any blob. */
const SHORTEST_PIECE = 8
/** Three bytes make four characters, so a text inside a longer one can begin in three places. */
const ALIGNMENTS = [0, 1, 2]

/**
 * The spellings in which a text can leak: plain, base64 and base64url (alone, and as a part of something longer),
 * hexadecimal in both cases, percent-encoded, JSON-escaped. All different, the plain one first. Percent and JSON escapes
 * come as the usual encoders write them and with every character escaped.
 */
export function spellings(text: string): string[] {
  const bytes = Buffer.from(text)
  const hex = bytes.toString('hex')
  const all = [text, ...base64(bytes), hex, hex.toUpperCase(), ...percentEncoded(text, hex), ...jsonEscaped(text)]
  return [...new Set(all)].filter((spelling) => spelling !== '')
}

function base64(bytes: Buffer): string[] {
  const pieces = ALIGNMENTS.map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const first = Math.ceil((before * 4) / 3)
    const last = Math.floor(((before + bytes.length) * 4) / 3)
    return encoded.slice(first, last)
  }).filter((piece) => piece.length >= SHORTEST_PIECE)
  return [bytes.toString('base64'), ...pieces].flatMap((piece) => [piece, urlSafe(piece)])
}

function urlSafe(base64Text: string): string {
  return base64Text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function percentEncoded(text: string, hex: string): string[] {
  return [encodeURIComponent(text.toWellFormed()), hex.toUpperCase().replace(/../g, '%$&')]
}

function jsonEscaped(text: string): string[] {
  const unit = (index: number) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`
  return [JSON.stringify(text).slice(1, -1), Array.from({ length: text.length }, (_, index) => unit(index)).join('')]
}
