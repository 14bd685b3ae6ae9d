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
export function transformed(nonce: string): string {
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
