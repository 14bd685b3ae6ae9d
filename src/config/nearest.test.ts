import { expect, test } from 'vitest'
import { nearest, unknownName } from './nearest.ts'

test.each([
  ['stagin', ['twin', 'staging'], 'staging'],
  ['STAGING', ['twin', 'staging'], 'staging'],
  ['zzz', ['twin'], 'twin'],
  ['', ['twin', 'staging'], 'twin'],
])('%j among %j is nearest to %s', (name, known, expected) => {
  expect(nearest(name, known)).toBe(expected)
})

test('nothing is near when nothing is known', () => {
  expect(nearest('x', [])).toBeNull()
  expect(unknownName('fault', 'x', [])).toMatchObject({
    message: 'Unknown fault "x".',
    hint: 'There is no fault at all.',
  })
})

test('an unknown name is told the nearest and all the others when they are few', () => {
  const error = unknownName('target', 'stagin', ['twin', 'staging'])
  expect(error.message).toBe('Unknown target "stagin".')
  expect(error.hint).toBe('Did you mean "staging"? Known: twin, staging.')
})

test('a long list of known names is not recited', () => {
  const many = Array.from({ length: 50 }, (_, i) => `code-${i}`)
  expect(unknownName('code', 'code-7x', many).hint).toBe('Did you mean "code-7"?')
})
