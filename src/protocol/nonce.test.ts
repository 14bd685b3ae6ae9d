import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNonce, expectedAnswer, instruction, isProven, nonceFrom, nonceOf, spellings } from './nonce.ts'
import { holds } from './property.arbitrary.ts'

const nonce = '4821-7390-1562'
const expected = '1562.7390.4821'

test('a nonce is three groups of four digits', () => {
  expect(createNonce('482173901562')).toBe(nonce)
})

test.each(['', '48217390156', '4821739015620', '48217390156x', '٤٨٢١٧٣٩٠١٥٦٢'])('%j makes no nonce', (digits) => {
  expect(() => createNonce(digits)).toThrow(RangeError)
})

test('random bytes make a nonce, and every digit can be anywhere', () => {
  holds(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 32 }), (bytes) => {
      expect(nonceFrom(bytes)).toMatch(/^\d{4}-\d{4}-\d{4}$/)
    }),
  )
  expect(nonceFrom(new Uint8Array(16))).toBe('0000-0000-0000')
  expect(nonceFrom(new Uint8Array([0, 0, 0, 0, 0, 0, 1, 1]))).toBe('0000-0000-0257')
})

test('too few bytes make no nonce', () => {
  expect(() => nonceFrom(new Uint8Array(7))).toThrow('8 bytes')
})

test('the expected answer is the groups in reverse order, joined with dots, and leads back', () => {
  expect(expectedAnswer(nonce)).toBe(expected)
  expect(nonceOf(expected)).toBe(nonce)
})

test('the instruction says exactly what to do', () => {
  expect(instruction(nonce)).toBe(
    'Take the reference 4821-7390-1562, put its three groups of digits in reverse order, join them with dots, and write the result in your answer.',
  )
})

test.each([
  ['transformed', `Done: ${expected}.`, true],
  ['transformed', `You gave me ${nonce}.`, false],
  ['echoed', `You gave me ${nonce}.`, true],
  ['echoed', `Done: ${expected}.`, true],
  ['echoed', 'Done.', false],
  ['present', 'Done.', true],
] as const)('a target whose proof is %s proves with %j: %s', (proof, answer, proven) => {
  expect(isProven(answer, expected, proof)).toBe(proven)
})

test.each([null, ''])('an expected answer of %j asks for nothing', (unknown) => {
  expect(isProven('Done.', unknown, 'transformed')).toBe(true)
})

test('every usual encoding of a text contains one of its spellings', () => {
  const secret = 'lantern-40318265/é"'
  const encoded = [
    secret,
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('hex').toUpperCase(),
    encodeURIComponent(secret),
    JSON.stringify({ secret }),
    Array.from(secret, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  ]
  for (const text of encoded) expect(spellings(secret).some((spelling) => text.includes(spelling))).toBe(true)
})

test('a text inside something longer is found in its base64, wherever it begins', () => {
  holds(
    fc.property(
      fc.string(),
      fc.string(),
      fc.constantFrom('base64' as const, 'base64url' as const),
      (a, b, encoding) => {
        const text = Buffer.from(`${a}${nonce}${b}`).toString(encoding)
        expect(spellings(nonce).some((spelling) => text.includes(spelling))).toBe(true)
      },
    ),
  )
})

test('spellings are different, none is empty or short enough to be found by chance, and the plain one is first', () => {
  const all = spellings(nonce)
  expect(all[0]).toBe(nonce)
  expect(new Set(all).size).toBe(all.length)
  expect(all.every((spelling) => spelling.length >= 8)).toBe(true)
})

test.each(['', '\uD800', '%', 'ab'])('spellings of %j do not throw', (text) => {
  expect(spellings(text).every((spelling) => spelling !== '')).toBe(true)
})
