import { expect, test } from 'vitest'
import { Secret } from '../kernel/secret.ts'
import { createTokenShelf, type TokenShelf } from './token-shelf.ts'

const MINUTE = 60_000

/** A token that ends at a minute of the epoch; without one it does not say. */
function token(minute?: number): Secret {
  const claims = minute === undefined ? {} : { exp: minute * 60 }
  return new Secret(`eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`)
}

const expired = (shelf: TokenShelf, minute: number) => shelf.expired('walt@example.com', minute * MINUTE)

test('an empty shelf has no expired token', () => {
  expect(expired(createTokenShelf(), 1_000)).toBeNull()
})

test.each([
  ['before its end', 29.9, false],
  ['at its end, when clocks may still differ', 30, false],
  ['just before the margin is over', 31.9, false],
  ['two minutes after its end', 32, true],
])('a token is given %s: %s', (_when, minute, given) => {
  const shelf = createTokenShelf()
  const old = token(30)
  shelf.keep('walt@example.com', old)
  expect(expired(shelf, minute)).toBe(given ? old : null)
})

test('a token serves as long as no later one has expired, and every half hour there is one', () => {
  const shelf = createTokenShelf()
  const all = Array.from({ length: 9 }, (_, index) => token(30 + index * 15))
  const given = all.map((each, index) => {
    shelf.keep('walt@example.com', each)
    return expired(shelf, index * 15)
  })
  expect(given.slice(0, 3)).toEqual([null, null, null])
  expect(given.slice(3).every((each) => each !== null)).toBe(true)
  expect(given[8]).not.toBe(given[3])
})

test('of two that have expired the later one is given, and the earlier one forgotten', () => {
  const shelf = createTokenShelf()
  const [first, second, third] = [token(30), token(45), token(60)]
  shelf.keep('walt@example.com', first)
  shelf.keep('walt@example.com', second)
  expect(expired(shelf, 100)).toBe(second)
  shelf.keep('walt@example.com', third)
  expect(expired(shelf, 100)).toBe(third)
})

test('users have shelves of their own', () => {
  const shelf = createTokenShelf()
  shelf.keep('walt@example.com', token(30))
  expect(shelf.expired('mary@example.com', 1_000 * MINUTE)).toBeNull()
})

test('a token that does not say when it ends is not kept', () => {
  const shelf = createTokenShelf()
  shelf.keep('walt@example.com', token())
  shelf.keep('walt@example.com', new Secret('opaque'))
  expect(expired(shelf, 1_000_000)).toBeNull()
})

test('it stays small, whatever it is given', () => {
  const shelf = createTokenShelf()
  for (let user = 0; user < 1_500; user += 1) shelf.keep(`user-${user}@example.com`, token(30))
  const kept = Array.from({ length: 1_500 }, (_, user) => shelf.expired(`user-${user}@example.com`, 1_000 * MINUTE))
  expect(kept.filter((each) => each !== null)).toHaveLength(1_000)
})
