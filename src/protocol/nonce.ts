import type { Capabilities } from '../model/target.ts'

const DIGITS = 12
const fewestBytes = 8

/** A nonce from twelve digits: `4821-7390-1562`. Throws a RangeError for anything else. */
export function createNonce(digits: string): string {
  if (!/^\d{12}$/.test(digits)) throw new RangeError(`A nonce takes ${DIGITS} digits, got ${JSON.stringify(digits)}.`)
  return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].join('-')
}

/**
 * A nonce from random bytes. Throws a RangeError for fewer than eight of them: twelve digits hold 40 bits, and the rest
 * keeps all digits equally likely.
 */
export function nonceFrom(bytes: Uint8Array): string {
  if (bytes.length < fewestBytes) throw new RangeError(`A nonce takes ${fewestBytes} bytes, got ${bytes.length}.`)
  const drawn = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return createNonce((drawn % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, '0'))
}

/** What the agent makes of a nonce when it follows the instruction: `4821-7390-1562` becomes `1562.7390.4821`. */
export function expectedAnswer(nonce: string): string {
  return nonce.split('-').reverse().join('.')
}

/** The nonce that a transformation came from. */
export function nonceOf(expected: string): string {
  return expected.split('.').reverse().join('-')
}

/** The sentence that asks an agent for the transformation. */
export function instruction(nonce: string): string {
  return `Take the reference ${nonce}, put its three groups of digits in reverse order, join them with dots, and write the result in your answer.`
}

/**
 * Whether an answer proves that it answers our prompt, as far as the target's agent can: `transformed` needs the
 * transformation, `echoed` the nonce or the transformation, `present` nothing. An unknown transformation (null or empty:
 * recordings) proves nothing and asks for nothing.
 */
export function isProven(answer: string, expected: string | null, proof: Capabilities['proof']): boolean {
  if (expected === null || expected === '') return true
  switch (proof) {
    case 'transformed':
      return answer.includes(expected)
    case 'echoed':
      return answer.includes(expected) || answer.includes(nonceOf(expected))
    case 'present':
      return true
    default:
      return proof satisfies never
  }
}

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
