import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

const draw = (seed: string) => {
  const random = createRandom(seed)
  return Array.from({ length: 20 }, () => random.next())
}

test('the same seed gives the same sequence, another seed another', () => {
  expect(draw('a')).toEqual(draw('a'))
  expect(draw('a')).not.toEqual(draw('b'))
})

test('whole numbers reach both bounds and nothing beyond', () => {
  const random = createRandom('bounds')
  const seen = new Set(Array.from({ length: 500 }, () => random.int(3, 6)))
  expect([...seen].sort((a, b) => a - b)).toEqual([3, 4, 5, 6])
})

test('hexadecimal text has the length asked for', () => {
  expect(createRandom('hex').hex(12)).toMatch(/^[0-9a-f]{12}$/)
})

test('draws of a fork do not move its parent', () => {
  const plain = createRandom('parent')
  const forked = createRandom('parent')
  forked.fork('child').next()
  expect(forked.next()).toBe(plain.next())
})
